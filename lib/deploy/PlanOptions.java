//SOURCES ../cluster/ClusterOptions.java
//SOURCES ../resource/DefaultRules.java
//SOURCES ApplicationOptions.java
//SOURCES Deployment.java
//SOURCES InputOptions.java
//SOURCES Narration.java

import picocli.CommandLine.ArgGroup;

/** The options and the steps that lead to a plan, which a deploy then carries out. */
final class PlanOptions {
    @ArgGroup(validate = false, heading = "%nWhat to deploy, and where to:%n")
    InputOptions what = new InputOptions();

    @ArgGroup(validate = false, heading = "%nThe application, and its cluster:%n")
    ApplicationOptions application = new ApplicationOptions();

    @ArgGroup(validate = false, heading = "")
    ClusterOptions clusters = new ClusterOptions();

    @ArgGroup(validate = false, heading = "%nHow much to show:%n")
    DiffOptions diff = new DiffOptions();

    Deployment deployment(Cluster cluster, DeployInput input, Settings settings) {
        return new Deployment(cluster, application.record(cluster, settings), DefaultRules.with(input.configs()),
                what.takeOver());
    }

    /** Finds what has to change, and shows it. */
    Plan plan(Deployment deployment, DeployInput input, Settings settings, Narration narration) {
        Plan plan = deployment.plan(input.resources(), what.placement(application.namespace(settings)));
        deployment.report(diff).show(plan, narration);
        return plan;
    }
}
