//SOURCES ../JsonReport.java
//SOURCES ../Script.java
//SOURCES ../cluster/ClusterOptions.java
//SOURCES ../deploy/ApplicationOptions.java
//SOURCES ../deploy/ApplicationRecord.java
//SOURCES ../deploy/OutputOptions.java

import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** A verb that shows what a cluster has, as text or as JSON. */
abstract class View implements Callable<Integer> {
    @ArgGroup(validate = false, exclusive = false, heading = "%nThe application, and its cluster:%n")
    ApplicationOptions application = new ApplicationOptions();

    @ArgGroup(validate = false, exclusive = false, heading = "")
    ClusterOptions clusters = new ClusterOptions();

    @Mixin
    OutputOptions output;

    @ParentCommand
    Script script;

    /** Returns what people are to see, and adds to the report what programs are to see. */
    abstract String show(Cluster cluster, JsonReport report);

    @Override
    public Integer call() {
        return output.tell(script.common(), narration -> {
            Cluster cluster = clusters.open(script.common());
            narration.view(cluster, report -> show(cluster, report));
            return ExitStatus.DONE;
        });
    }

    String namespace() {
        return application.namespace(script.common().settings());
    }

    /** @throws Failure when the cluster has no such application */
    ApplicationRecord record(Cluster cluster) {
        return application.existing(cluster, script.common().settings());
    }
}
