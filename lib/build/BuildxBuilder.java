//SOURCES ../tools/AnswerFile.java
//SOURCES ../yaml/Json.java
//SOURCES DockerEngineImage.java
//SOURCES DockerfileOptions.java
//SOURCES ImageBuilder.java

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.List;

/** {@code docker buildx build}, which pushes all platforms and tags in one go. */
final class BuildxBuilder implements ImageBuilder {
    @Override
    public String build(ImageBuild build, BuildTools tools) {
        ImageSource.DockerBuild source = build.source().docker().buildx();
        List<String> options = DockerfileOptions.of(source, build);
        tools.requireDockerfile(source.file(), List.of("Dockerfile"), source.rawOptions());
        List<String> arguments = new ArrayList<>(List.of("buildx", "build", "--progress=plain"));
        arguments.addAll(options);
        return build.isPushed() ? push(build, arguments, tools) : load(build, arguments, tools);
    }

    private static String push(ImageBuild build, List<String> arguments, BuildTools tools) {
        try (AnswerFile metadata = new AnswerFile()) {
            arguments.addAll(List.of("--metadata-file", metadata.toString(), "--push", "--tag", build.uniqueName()));
            build.tags().forEach(tag -> arguments.addAll(List.of("--tag", build.tagged(tag))));
            arguments.add(".");
            tools.build("docker", arguments);
            String digest = Json.MAPPER.readTree(metadata.text())
                    .path("containerimage.digest").asText();
            if (digest.isEmpty()) {
                throw tools.failed("docker buildx did not tell the digest of what it has pushed");
            }
            return build.pinned(digest);
        } catch (JsonProcessingException e) {
            throw tools.failed("docker buildx wrote metadata that are no JSON");
        }
    }

    private static String load(ImageBuild build, List<String> arguments, BuildTools tools) {
        try (AnswerFile id = new AnswerFile()) {
            arguments.addAll(List.of("--iidfile", id.toString(), "--load", "--tag", build.localName(), "."));
            tools.build("docker", arguments);
            return DockerEngineImage.publish(id.text(), build, tools);
        }
    }
}
