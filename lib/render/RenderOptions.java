//SOURCES ../Common.java
//SOURCES ../helm/HelmOptions.java
//SOURCES ../lock/LockedImage.java
//SOURCES ReleaseImages.java

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code render.java} that decide which images a release has. */
final class RenderOptions {
    @Option(names = {"-a", "--app"}, paramLabel = "NAME", description = "Name of the release (my-app)")
    private String application;

    @Option(names = "--chart", paramLabel = "DIR", description = "The umbrella chart (umbrella-chart)")
    private String chart;

    @Option(names = "--locks", paramLabel = "DIR", description = "The image locks (app-locks)")
    private String locks;

    @Mixin
    private HelmOptions helm = new HelmOptions();

    /** What gitops.yaml says, with these options in place of it. */
    Settings settings(Common common) {
        Settings project = common.settings();
        return project.but(edit -> {
            edit.application = Objects.requireNonNullElse(application, project.application());
            edit.namespace = Objects.requireNonNullElse(helm.namespace, edit.namespace);
            edit.chart = Objects.requireNonNullElse(chart, edit.chart);
            edit.locks = Objects.requireNonNullElse(locks, edit.locks);
        });
    }

    Path locks(Common common) {
        return common.path(settings(common).locks());
    }

    /** The images of the release that these options give. */
    List<ReleaseImages.Image> images(Project project, List<LockedImage> locked) {
        Common common = project.common();
        Settings settings = settings(common);
        return ReleaseImages.render(project, settings, helm.arguments(settings, common.toolArguments()), locked);
    }
}
