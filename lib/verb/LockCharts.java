//SOURCES ../charts/ProvenanceOptions.java
//SOURCES ../environment/EnvironmentScript.java
//SOURCES ../helm/Helm.java
//SOURCES ../lock/ChartLocks.java
//SOURCES ../lock/LockPublishing.java
//SOURCES ../render/RenderOptions.java

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(name = "charts", mixinStandardHelpOptions = true, sortOptions = false,
        synopsisHeading = "%nUsage: ", header = "Locks the contents of the charts that come from repositories.",
        footer = {"%nChart.lock has their versions only. charts.lock.yml, beside the image locks, has",
            "the SHA-256 of each archive, and every render compares them from then on."})
final class LockCharts implements Callable<Integer> {
    @Mixin
    LockPublishing publishing;

    @Mixin
    RenderOptions release;

    @Mixin
    ProvenanceOptions provenance;

    @ParentCommand
    EnvironmentScript script;

    @Override
    public Integer call() {
        return script.environment().in(script.user(), this::lock);
    }

    private Integer lock(Project project) {
        Common common = project.common();
        Chart chart = Chart.read(common.path(release.settings(common).chart()));
        Helm helm = new Helm(common);
        helm.requireDependencies(chart);
        provenance.verify(helm, chart);
        ChartLocks locks = ChartLocks.read(release.locks(common));
        String text = locks.locking(chart);
        publishing.publish(script.user(), script.environment(),
                List.of(FileChange.in(common.projectDir(), locks.file(), before -> text)),
                "Lock the contents of charts");
        common.console.done("Locked the contents of charts in " + ChartLocks.FILE);
        return ExitStatus.DONE;
    }
}
