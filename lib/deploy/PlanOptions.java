//SOURCES ../cluster/ClusterOptions.java
//SOURCES ApplicationOptions.java
//SOURCES Deployment.java
//SOURCES FilterOptions.java
//SOURCES InputOptions.java
//SOURCES NamespaceOptions.java
//SOURCES Narration.java
//SOURCES Planned.java
//SOURCES PreflightOptions.java
//SOURCES RecordOptions.java
//SOURCES ScopeOptions.java

import java.util.List;
import picocli.CommandLine.ArgGroup;

/** The options and the steps that lead to a plan, which a deploy then carries out. */
final class PlanOptions {
    @ArgGroup(validate = false, exclusive = false, heading = "%nWhat to deploy, and where to:%n")
    InputOptions what = new InputOptions();

    @ArgGroup(validate = false, exclusive = false, heading = "%nThe application, and its cluster:%n")
    ApplicationOptions application = new ApplicationOptions();

    @ArgGroup(validate = false, exclusive = false, heading = "")
    ClusterOptions clusters = new ClusterOptions();

    @ArgGroup(validate = false, exclusive = false, heading = "%nHow much to show:%n")
    DiffOptions diff = new DiffOptions();

    @ArgGroup(validate = false, exclusive = false, heading = "%nRights:%n")
    PreflightOptions preflight = new PreflightOptions();

    @ArgGroup(validate = false, exclusive = false, heading = "%nNamespaces:%n")
    NamespaceOptions namespaces = new NamespaceOptions();

    @ArgGroup(validate = false, exclusive = false, heading = "%nOnly some resources; the rest stays as it is:%n")
    FilterOptions filters = new FilterOptions();

    @ArgGroup(validate = false, exclusive = false, heading = "%nHow it is done:%n")
    ScopeOptions scope = new ScopeOptions();

    @ArgGroup(validate = false, exclusive = false, heading = "%nWhat the cluster remembers of the application:%n")
    RecordOptions records = new RecordOptions();

    /** What is to be deployed. */
    DeployInput read(Project project) {
        application.requireAgreed(project.common().settings());
        return what.read(project);
    }

    /** The same, to be more than shown. @throws Failure when no commit has it, unless that is allowed */
    DeployInput readCommitted(Project project) {
        DeployInput input = read(project);
        what.requireCommitted(input, project);
        return input;
    }

    /** Makes the application's namespaces, if that is wanted. */
    void createNamespaces(Cluster cluster, Settings settings) {
        String usual = application.namespace(settings);
        namespaces.create(cluster, List.of(what.into().orElse(usual), application.recordNamespace(settings)));
    }

    /** The default rules and those of the release: to read them takes time, in which the cluster can be opened. */
    KappConfig rules(DeployInput input) {
        return scope.rules(input.configs());
    }

    /** Where the resources go. */
    Placement placement(Settings settings) {
        return what.placement(application.namespace(settings));
    }

    /** Finds what has to change, and shows it. */
    Planned plan(Cluster cluster, DeployInput input, KappConfig rules, Common common, Narration narration) {
        Settings settings = common.settings();
        return Planned.of(() -> new Deployment(cluster, records.record(application, cluster, common),
                rules, what.takeOver(), scope.scope(filters.scope())), deployment -> {
                    Plan plan = deployment.plan(input.resources(), placement(settings));
                    deployment.report(diff).show(plan, narration);
                    namespaces.check(plan, application.namespace(settings));
                    preflight.check(cluster, plan);
                    return plan;
                });
    }
}
