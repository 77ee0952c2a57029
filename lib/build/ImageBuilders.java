//SOURCES ../Console.java
//SOURCES ../tools/Tools.java
//SOURCES BazelBuilder.java
//SOURCES BuildahBuilder.java
//SOURCES BuildxBuilder.java
//SOURCES DockerBuilder.java
//SOURCES KoBuilder.java
//SOURCES KubectlBuildkitBuilder.java
//SOURCES PackBuilder.java

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Finds the builder for a source: the one that it names, and for Dockerfiles the one that this machine has. */
final class ImageBuilders {
    private static final List<String> OF_DOCKERFILES = List.of("docker", "podman", "buildah");
    private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(20);

    private final Tools tools;
    private final Console console;
    private final String wanted;
    private final boolean trusting;
    private ImageBuilder ofDockerfiles;

    /**
     * @param wanted what builds Dockerfiles; null for Docker, or where it has no engine podman or buildah
     * @param trusting whether images are pushed to registries that cannot prove who they are; Docker has settings of
     *     its own for that
     */
    ImageBuilders(Tools tools, Console console, String wanted, boolean trusting) {
        if (wanted != null && !OF_DOCKERFILES.contains(wanted)) {
            throw Failure.usage("there is no builder " + wanted,
                    "Choose one of " + String.join(", ", OF_DOCKERFILES) + ".");
        }
        this.tools = tools;
        this.console = console;
        this.trusting = trusting;
        this.wanted = wanted;
    }

    ImageBuilder of(ImageSource source) {
        if (source.pack() != null) {
            return new PackBuilder();
        }
        if (source.ko() != null) {
            return new KoBuilder();
        }
        if (source.bazel() != null) {
            return new BazelBuilder();
        }
        if (source.kubectlBuildkit() != null) {
            return new KubectlBuildkitBuilder();
        }
        boolean isBuildx = source.docker() != null && source.docker().buildx() != null;
        return isBuildx ? new BuildxBuilder() : ofDockerfiles();
    }

    private synchronized ImageBuilder ofDockerfiles() {
        if (ofDockerfiles == null) {
            String command = wanted != null ? wanted : present();
            ofDockerfiles = command.equals("docker") ? new DockerBuilder() : new BuildahBuilder(command, trusting);
        }
        return ofDockerfiles;
    }

    private String present() {
        Optional<String> obstacle = dockerObstacle();
        if (obstacle.isEmpty()) {
            return "docker";
        }
        String other = OF_DOCKERFILES.stream().skip(1).filter(tools::has).findFirst().orElseThrow(() -> new Failure(
                "there is nothing to build images with: " + obstacle.get()
                        + "\n  and podman and buildah are not installed",
                "Start Docker, or install podman or buildah."));
        console.info("Building with " + other + ", as " + obstacle.get().lines().findFirst().get().replace(":", ""));
        return other;
    }

    /** Why Docker cannot be used; empty when it can. */
    private Optional<String> dockerObstacle() {
        if (!tools.has("docker")) {
            return Optional.of("docker is not installed");
        }
        Run.Result answer = tools.find("docker").run("version", "--format", "{{.Server.Version}}")
                .timeout(TIME_TO_ANSWER).result();
        return answer.exit() == 0 ? Optional.empty()
                : Optional.of("docker has no engine:\n"
                        + Run.withoutPasswords(answer.err()).strip().indent(2).stripTrailing());
    }
}
