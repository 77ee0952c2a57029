//SOURCES ../tools/AnswerFile.java
//SOURCES DockerfileOptions.java
//SOURCES ImageBuilder.java

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** {@code buildah} or {@code podman}, which take the same options and need no engine. */
final class BuildahBuilder implements ImageBuilder {
    private static final Pattern LOOPBACK = Pattern.compile("(127\\.[0-9.]+|localhost|\\[::1])(:\\d+)?/.*");

    private final String command;
    private final boolean trusting;

    /** @param trusting whether images are pushed to registries that cannot prove who they are; on loopback they are */
    BuildahBuilder(String command, boolean trusting) {
        this.command = command;
        this.trusting = trusting;
    }

    @Override
    public String build(ImageBuild build, BuildTools tools) {
        tools.requireDestination(command);
        ImageSource.DockerBuild source = DockerfileOptions.build(build.source());
        List<String> options = DockerfileOptions.of(source, build);
        tools.requireDockerfile(source.file(), List.of("Containerfile", "Dockerfile"), source.rawOptions());
        try (AnswerFile id = new AnswerFile()) {
            List<String> arguments = new ArrayList<>(List.of("build", "--layers"));
            arguments.addAll(options);
            arguments.addAll(List.of("--iidfile", id.toString(), "--tag", "localhost/" + build.localName(), "."));
            tools.build(command, arguments);
            return push(id.text(), build, tools);
        }
    }

    /** Pushes by ID, so that no tag can stand for another image meanwhile. */
    private String push(String id, ImageBuild build, BuildTools tools) {
        List<String> names = new ArrayList<>(build.tags().stream().map(build::tagged).toList());
        if (names.isEmpty()) {
            names.add(build.uniqueName());
        }
        String pushed = "";
        for (String name : names) {
            try (AnswerFile digest = new AnswerFile()) {
                List<String> arguments = new ArrayList<>(List.of("push", "--quiet", "--digestfile", digest.toString()));
                if (trusting || LOOPBACK.matcher(name).matches()) {
                    arguments.add("--tls-verify=false");
                }
                arguments.addAll(List.of(id, "docker://" + name));
                tools.push(command, arguments);
                pushed = digest.text();
            }
        }
        return build.pinned(pushed);
    }
}
