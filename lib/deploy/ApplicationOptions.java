//SOURCES ../Common.java
//SOURCES ../Settings.java
//SOURCES ApplicationRecord.java
//SOURCES ApplicationResources.java
//SOURCES LabelledResources.java
//SOURCES PlanScope.java
//SOURCES Turn.java

import picocli.CommandLine.Option;

/** Which application a script works on. */
final class ApplicationOptions {
    private static final String LABELS = "label:";

    @Option(names = {"-a", "--app"}, paramLabel = "NAME", description = "The application (my-app)")
    private String name;

    @Option(names = {"-n", "--namespace"}, paramLabel = "NAME",
            description = "Namespace of its record, and of resources that name none (KAPP_NAMESPACE, default)")
    private String namespace;

    @Option(names = "--app-namespace", paramLabel = "NAME", description = "Namespace of its record, if it is another")
    private String recordNamespace;

    String name(Settings settings) {
        return settings.environments().agreed("-a", name, settings.application(), Environments.Place::application);
    }

    String namespace(Settings settings) {
        return settings.environments().agreed("-n", givenNamespace(), settings.namespace(),
                Environments.Place::namespace);
    }

    /** Null when there is none. */
    private String givenNamespace() {
        String usual = System.getenv("KAPP_NAMESPACE");
        return namespace != null ? namespace : usual == null || usual.isEmpty() ? null : usual;
    }

    /** @throws Failure when these options would leave the environment of the settings */
    void requireAgreed(Settings settings) {
        name(settings);
        namespace(settings);
    }

    /** Where the application's record is. */
    String recordNamespace(Settings settings) {
        return recordNamespace != null ? recordNamespace : namespace(settings);
    }

    private String named(Settings settings) {
        String wanted = name(settings);
        if (wanted.matches(LABELS + ".*|!.*|.*=.*")) {
            throw Failure.usage("the application is chosen by labels: " + wanted,
                    "Only inspect and logs take labels. Call it by its name, or let kapp do it: --with kapp.");
        }
        return wanted;
    }

    /**
     * What the application has, or what bears the labels that are given in place of its name.
     *
     * @throws Failure when the cluster has no such application
     */
    ResourceView view(Cluster cluster, Settings settings) {
        String wanted = name(settings);
        return wanted.startsWith(LABELS) ? new LabelledResources(cluster, wanted.substring(LABELS.length()))
                : new ApplicationResources(cluster, existing(cluster, settings), PlanScope.Search.USED);
    }

    /** What the cluster remembers of the application. */
    ApplicationRecord record(Cluster cluster, Settings settings) {
        return ApplicationRecord.of(cluster, recordNamespace(settings), named(settings));
    }

    /** A deploy or delete of the application. */
    Turn turn(Cluster cluster, Common common) {
        return Turn.begin(cluster, recordNamespace(common.settings()), name(common.settings()), common.console);
    }

    /** @throws Failure when the cluster has no such application */
    ApplicationRecord existing(Cluster cluster, Settings settings) {
        ApplicationRecord record = record(cluster, settings);
        record.requireDeployed("deploy.java list -n " + record.namespace() + " shows those that are there.");
        return record;
    }
}
