//SOURCES DockerEngineImage.java
//SOURCES ImageBuilder.java

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code bazel run} of a target that loads an image into the Docker engine. */
final class BazelBuilder implements ImageBuilder {
    /** As {@code docker load}, which rules_oci runs, and rules_docker say it. */
    private static final Pattern LOADED = Pattern.compile("Loaded image(?: ID)?: (\\S+)|Tagging (\\S+) as \\S+");

    @Override
    public String build(ImageBuild build, BuildTools tools) {
        ImageSource.BazelRun source = build.source().bazel().run();
        List<String> arguments = new ArrayList<>(List.of("run", source.target()));
        arguments.addAll(source.rawOptions());
        arguments.addAll(build.options());
        Run.Result result = tools.build("bazel", arguments);
        Matcher loaded = LOADED.matcher(result.out() + result.err());
        if (!loaded.find()) {
            throw tools.failed("bazel run " + source.target() + " did not say which image it has loaded");
        }
        String image = loaded.group(1) != null ? loaded.group(1) : loaded.group(2);
        return DockerEngineImage.publish(image, build, tools);
    }
}
