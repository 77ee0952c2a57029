//SOURCES Deployment.java
//SOURCES Ownership.java
//SOURCES Plan.java

import java.util.function.Function;
import java.util.function.Supplier;

/** A deploy, and what it is to change. */
record Planned(Deployment deployment, Plan plan) {

    /**
     * Finds what has to change; anew where another deploy has made the application since this looked for it.
     *
     * @param looking for what the cluster has of the application, each time
     * @throws Ownership.Conflict when resources belong to others
     */
    static Planned of(Supplier<Deployment> looking, Function<Deployment, Plan> planning) {
        Deployment deployment = looking.get();
        try {
            return new Planned(deployment, planning.apply(deployment));
        } catch (Ownership.Conflict e) {
            if (deployment.wasOvertaken()) {
                return of(looking, planning);
            }
            throw e;
        }
    }
}
