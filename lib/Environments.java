//SOURCES Failure.java

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The branches that are environments, and where each lives. Once a run has its branch, what would go elsewhere is
 * refused: an option that contradicts the environment, and a branch that is none of them.
 *
 * @param places by branch, in the order of {@code gitops.yaml}
 * @param branch the one of this run; null before it has been chosen and for a checkout without a branch
 * @param chosen whether this run has been given its branch
 */
record Environments(Map<String, Place> places, String branch, boolean chosen) {

    /** Where an environment lives; what is null is as the rest of {@code gitops.yaml} says. */
    record Place(String application, String namespace, String context) {}

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Environments of(Map<String, Place> places) {
        return new Environments(places == null ? Map.of() : places, null, false);
    }

    Environments choose(Optional<String> branchOfRun) {
        return new Environments(places, branchOfRun.orElse(null), true);
    }

    /** Where the chosen branch lives; empty when it is no environment. */
    Optional<Place> place() {
        return branch == null ? Optional.empty() : Optional.ofNullable(places.get(branch));
    }

    /**
     * What an option says, else what is settled.
     *
     * @param option its name, for people
     * @param said null when the option was not given
     * @param settled what the settings say, with the environment's part in them
     * @param part of the place that the option is about
     * @throws Failure when that would go elsewhere than the environment
     */
    String agreed(String option, String said, String settled, Function<Place, String> part) {
        if (!chosen || places.isEmpty()) {
            return said == null ? settled : said;
        }
        if (place().isEmpty()) {
            return Optional.ofNullable(said).orElseThrow(this::noEnvironment);
        }
        String fixed = part.apply(place().get());
        if (said != null && fixed != null && !said.equals(fixed)) {
            throw Failure.usage(option + " " + said + " would leave the environment " + branch + ", which has " + fixed,
                    "Leave it out, name another environment with --env, or change gitops.yaml.");
        }
        return said == null ? settled : said;
    }

    private Failure noEnvironment() {
        return new Failure(branch == null ? "no branch is checked out, so it is open which environment is meant"
                : "the branch " + branch + " is no environment of gitops.yaml",
                "Name one with --env: " + String.join(", ", places.keySet())
                        + ".\nOr say all of it yourself, with -a, -n and --kubeconfig-context.");
    }
}
