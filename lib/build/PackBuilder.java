//SOURCES DockerEngineImage.java
//SOURCES ImageBuilder.java

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code pack build}: Cloud Native Buildpacks, in the Docker engine. */
final class PackBuilder implements ImageBuilder {
    /** The name stays the same, as pack keeps a cache for each, and so another build may take it. */
    private static final Pattern IMAGE_ID = Pattern.compile("\\*\\*\\* Images \\(([0-9a-f]+)\\)");

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
        Matcher said = IMAGE_ID.matcher(tools.build("pack", arguments).out());
        return DockerEngineImage.publish(said.find() ? said.group(1) : build.localName(), build, tools);
    }
}
