//SOURCES ../image/ImageReference.java
//SOURCES ImageBuilder.java

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code ko build}: Go programs, pushed without an engine. */
final class KoBuilder implements ImageBuilder {
    @Override
    public String build(ImageBuild build, BuildTools tools) {
        tools.requireDestination("ko");
        ImageReference unique = ImageReference.parse(build.uniqueName());
        List<String> tags = build.tags().isEmpty() ? List.of(unique.tag()) : build.tags();
        List<String> arguments = new ArrayList<>(List.of("build", ".", "--bare", "--tags", String.join(",", tags)));
        if (build.source().ko().build() != null) {
            arguments.addAll(build.source().ko().build().rawOptions());
        }
        arguments.addAll(build.options());
        Run.Result result = tools.build("ko", arguments,
                Map.of("KO_DOCKER_REPO", build.destination().newImage()));
        return result.out().lines().map(ImageReference::parse).filter(ImageReference::isPinned)
                .reduce((first, last) -> last).map(pushed -> build.pinned(pushed.digest()))
                .orElseThrow(() -> tools.failed("ko did not tell the digest of what it has pushed"));
    }
}
