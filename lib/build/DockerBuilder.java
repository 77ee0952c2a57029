//SOURCES ../tools/AnswerFile.java
//SOURCES DockerEngineImage.java
//SOURCES DockerfileOptions.java
//SOURCES ImageBuilder.java

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code docker build}. */
final class DockerBuilder implements ImageBuilder {
    @Override
    public String build(ImageBuild build, BuildTools tools) {
        ImageSource.DockerBuild source = DockerfileOptions.build(build.source());
        List<String> options = DockerfileOptions.of(source, build);
        tools.requireDockerfile(source.file(), List.of("Dockerfile"), source.rawOptions());
        try (AnswerFile id = new AnswerFile()) {
            List<String> arguments = new ArrayList<>(List.of("build"));
            arguments.addAll(options);
            arguments.addAll(List.of("--iidfile", id.toString(), "--tag", build.localName(), "."));
            tools.build("docker", arguments, source.buildkit() == null ? Map.of()
                    : Map.of("DOCKER_BUILDKIT", source.buildkit() ? "1" : "0"));
            return DockerEngineImage.publish(id.text(), build, tools);
        }
    }
}
