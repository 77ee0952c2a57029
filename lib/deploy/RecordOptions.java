//SOURCES ../Common.java
//SOURCES ../cluster/Cluster.java
//SOURCES ../io/FileTree.java
//SOURCES ../yaml/Json.java
//SOURCES ApplicationOptions.java
//SOURCES ApplicationRecord.java
//SOURCES RecordPolicy.java

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** What the cluster remembers of an application, as kapp's options of these names. */
final class RecordOptions {
    @Option(names = "--prev-app", paramLabel = "NAME", description = "What the application was called before")
    private String previous;

    @Option(names = "--labels", paramLabel = "LABEL=VALUE", split = ",", hideParamSyntax = true,
            description = "Labels of the record")
    private Map<String, String> labels = Map.of();

    @Option(names = "--app-changes-max-to-keep", paramLabel = "N", defaultValue = "" + RecordPolicy.USUALLY_KEPT,
            description = "How many changes are remembered (200)")
    private int changesKept;

    @Option(names = "--app-metadata-file-output", paramLabel = "FILE", description = "Write the record to a file")
    private String file;

    /** The record of the application, under the name that it has or had. */
    ApplicationRecord record(ApplicationOptions application, Cluster cluster, Common common) {
        return application.record(cluster, common.settings()).orFormerly(previous)
                .with(new RecordPolicy(new TreeMap<>(labels), changesKept, writer(common)));
    }

    private Consumer<String> writer(Common common) {
        return file == null ? text -> {} : text -> FileTree.write(common.path(file), text);
    }
}
