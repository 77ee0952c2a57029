//SOURCES ../cluster/ClusterOptions.java
//SOURCES ../environment/Project.java
//SOURCES ApplicationOptions.java
//SOURCES Deployment.java
//SOURCES RenderedInput.java

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * An application in the cluster where its environment lives, and the repository that it comes from.
 *
 * @param user what the script has been told, before an environment was chosen
 * @param environment a branch; empty for the one that is checked out
 * @param name of the environment, for people; empty when it has none
 * @param record what the cluster remembers; a new one when the application was never deployed
 */
record DeployedApplication(Common user, String environment, String name, Cluster cluster, ApplicationRecord record) {

    static DeployedApplication of(Common user, String environment, ApplicationOptions application,
            ClusterOptions clusters) {
        Common placed = environment.isEmpty() ? Project.checkout(user).common()
                : Project.settled(user, environment, "");
        application.requireAgreed(placed.settings());
        Cluster cluster = clusters.open(placed);
        Environments environments = placed.settings().environments();
        String name = environments.place().isPresent() ? environments.branch() : environment;
        return new DeployedApplication(user, environment, name, cluster,
                application.record(cluster, placed.settings()));
    }

    /**
     * A commit, and what is to be done so that the cluster has it.
     *
     * @param input of which {@code release()} is what the commit renders to
     * @param placement where its resources go
     */
    record Planned(DeployInput input, Placement placement, Deployment deployment, Plan plan, KappConfig config) {
        GitCommit commit() {
            return input.release().flatMap(Release::commit).orElseThrow();
        }

        ReleaseMark mark() {
            return input.mark(placement);
        }

        /** @throws Failure when somebody has changed the application since this was planned */
        void carryOut(ConvergenceOptions options, Console console, ProgressLog log) {
            try (Turn turn = deployment.turn(console)) {
                deployment.requireNext(turn, options);
                deployment.carryOut(plan, mark(), options, log, turn);
            }
        }
    }

    /**
     * Plans a deploy to where an earlier one went.
     *
     * @param revision empty for the newest commit of the environment
     * @param earlier that deploy; empty when nothing is known of it
     */
    Planned plan(String revision, Optional<ReleaseMark> earlier) {
        Placement placement = earlier.flatMap(ReleaseMark::placement)
                .orElseGet(() -> Placement.usual(record.namespace()));
        return at(revision, project -> {
            DeployInput input = RenderedInput.of(project, user.toolArguments(), release -> {});
            KappConfig config = DefaultRules.with(input.configs());
            Deployment deployment = new Deployment(cluster, record, config, Ownership.TakeOver.UNOWNED);
            Plan plan = deployment.plan(input.resources(), placement);
            return new Planned(input, placement, deployment, plan, config);
        });
    }

    private <T> T at(String revision, Function<Project, T> work) {
        String named = revision.isEmpty() && environment.isEmpty() ? "HEAD" : revision;
        try (Project project = Project.at(user, environment, named)) {
            try {
                return work.apply(project);
            } catch (Failure e) {
                throw project.explain(e);
            }
        }
    }

    /** The commits of the environment that the cluster has not been given, the newest first. */
    List<GitLog.Entry> commitsSince(String deployed) {
        return Project.commitsSince(user, environment, deployed);
    }
}
