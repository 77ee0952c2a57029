//SOURCES ../Common.java
//SOURCES ../Settings.java
//SOURCES ApplicationRecord.java
//SOURCES Turn.java

import java.util.Objects;
import picocli.CommandLine.Option;

/** Which application a script works on. */
final class ApplicationOptions {
    @Option(names = {"-a", "--app"}, paramLabel = "NAME", description = "The application (my-app)")
    private String name;

    @Option(names = {"-n", "--namespace"}, paramLabel = "NAME",
            description = "Namespace of its record, and of resources that name none (default)")
    private String namespace;

    String name(Settings settings) {
        return Objects.requireNonNullElse(name, settings.application());
    }

    String namespace(Settings settings) {
        return Objects.requireNonNullElse(namespace, settings.namespace());
    }

    /** What the cluster remembers of the application. */
    ApplicationRecord record(Cluster cluster, Settings settings) {
        return ApplicationRecord.of(cluster, namespace(settings), name(settings));
    }

    /** A deploy or delete of the application. */
    Turn turn(Cluster cluster, Common common) {
        return Turn.begin(cluster, namespace(common.settings()), name(common.settings()), common.console);
    }

    /** @throws Failure when the cluster has no such application */
    ApplicationRecord existing(Cluster cluster, Settings settings) {
        ApplicationRecord record = record(cluster, settings);
        if (record.isNew()) {
            throw new Failure("there is no application " + record.name() + " in namespace " + record.namespace(),
                    "deploy.java list -n " + record.namespace() + " shows those that are there.");
        }
        return record;
    }
}
