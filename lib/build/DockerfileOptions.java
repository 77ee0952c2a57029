//SOURCES ImageBuild.java

import java.util.ArrayList;
import java.util.List;

/** The options of a build that reads a Dockerfile; docker, buildx, podman, buildah and kubectl buildkit share them. */
final class DockerfileOptions {
    private DockerfileOptions() {}

    static List<String> of(ImageSource.DockerBuild source, ImageBuild build) {
        List<String> options = new ArrayList<>();
        if (source.target() != null) {
            options.addAll(List.of("--target", source.target()));
        }
        if (Boolean.TRUE.equals(source.pull())) {
            options.add("--pull");
        }
        if (Boolean.TRUE.equals(source.noCache())) {
            options.add("--no-cache");
        }
        if (source.file() != null) {
            options.addAll(List.of("--file", source.file()));
        }
        options.addAll(source.rawOptions());
        options.addAll(build.options());
        return options;
    }

    /** The options of {@code docker build}, which a source need not have. */
    static ImageSource.DockerBuild build(ImageSource source) {
        boolean given = source.docker() != null && source.docker().build() != null;
        return given ? source.docker().build() : new ImageSource.DockerBuild(null, null, null, null, null, null);
    }
}
