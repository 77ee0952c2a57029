//SOURCES DockerfileOptions.java
//SOURCES ImageBuilder.java

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code kubectl buildkit build}: BuildKit in a cluster, which pushes. */
final class KubectlBuildkitBuilder implements ImageBuilder {
    /** In the order of a push: the manifests of platforms, the index of these, what is pushed. */
    private static final Pattern DIGEST = Pattern.compile(
            "(?:exporting manifest(?: list)?|pushing manifest for \\S+?@?) ?(sha256:[0-9a-f]{64})");

    @Override
    public String build(ImageBuild build, BuildTools tools) {
        tools.requireDestination("kubectl buildkit");
        ImageSource.KubectlBuildkitBuild given = build.source().kubectlBuildkit().build();
        ImageSource.KubectlBuildkitBuild source = given != null ? given
                : new ImageSource.KubectlBuildkitBuild(null, null, null, null, null, null);
        List<String> options = DockerfileOptions.of(new ImageSource.DockerBuild(source.target(), source.pull(),
                source.noCache(), source.file(), null, source.rawOptions()), build);
        tools.requireDockerfile(source.file(), List.of("Dockerfile"), source.rawOptions());
        List<String> arguments = new ArrayList<>(List.of("buildkit", "build", "--progress=plain"));
        if (source.platform() != null) {
            arguments.addAll(List.of("--platform", source.platform()));
        }
        arguments.addAll(options);
        arguments.addAll(List.of("--push", "--tag", build.uniqueName()));
        build.tags().forEach(tag -> arguments.addAll(List.of("--tag", build.tagged(tag))));
        arguments.add(".");
        Run.Result result = tools.build("kubectl", arguments);
        Matcher said = DIGEST.matcher(result.out() + result.err());
        String digest = said.results().reduce((first, last) -> last).map(last -> last.group(1))
                .orElseThrow(() -> tools.failed("kubectl buildkit did not tell the digest of what it has pushed"));
        return build.pinned(digest);
    }
}
