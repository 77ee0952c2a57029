//SOURCES DockerEngineImage.java
//SOURCES ImageBuilder.java

import java.util.ArrayList;
import java.util.List;

/** {@code pack build}: Cloud Native Buildpacks, in the Docker engine. */
final class PackBuilder implements ImageBuilder {
    @Override
    public String build(ImageBuild build, BuildTools tools) {
        ImageSource.PackBuild source = build.source().pack().build();
        List<String> arguments = new ArrayList<>(List.of("build", build.localName(), "--path", "."));
        if (source.builder() != null) {
            arguments.addAll(List.of("--builder", source.builder()));
        }
        source.buildpacks().forEach(buildpack -> arguments.addAll(List.of("--buildpack", buildpack)));
        if (Boolean.TRUE.equals(source.clearCache())) {
            arguments.add("--clear-cache");
        }
        arguments.addAll(source.rawOptions());
        arguments.addAll(build.options());
        tools.build("pack", arguments);
        return DockerEngineImage.publish(build.localName(), build, tools);
    }
}
