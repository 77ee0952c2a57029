//SOURCES ../yaml/Yaml.java
//SOURCES ImageReference.java

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How an image is built: an entry of {@code sources} in kbld's configuration. At most one builder is named; Docker is
 * the default.
 *
 * @param image the exact text in the manifests that the build stands for; or {@code imageRepo}, the text before the tag
 * @param path the build's directory, seen from where the build runs
 */
record ImageSource(String image, String imageRepo, String path, Docker docker, Pack pack,
        KubectlBuildkit kubectlBuildkit, Ko ko, Bazel bazel) {

    boolean matches(String candidate) {
        return ImageReference.isMeant(candidate, image, imageRepo);
    }

    /** @throws Failure naming the line of a source that says too little, or too much */
    static void check(List<ImageSource> sources, Yaml.Document document) {
        for (int i = 0; i < sources.size(); i++) {
            ImageSource source = sources.get(i);
            document.check(List.of("sources", i), () -> check(source));
        }
    }

    private static void check(ImageSource source) {
        if (source == null || isBlank(source.image) && isBlank(source.imageRepo)) {
            throw new Failure("this source has neither image nor imageRepo",
                    "Say with image which text in the manifests stands for what is built.");
        }
        String name = isBlank(source.image) ? "repository " + source.imageRepo : source.image;
        if (isBlank(source.path)) {
            throw new Failure("the source of " + name + " has no path",
                    "Say with path in which directory it is built.");
        }
        List<String> builders = source.builders();
        if (builders.size() > 1) {
            throw new Failure("the source of " + name + " has several builders: " + String.join(", ", builders),
                    "Keep one of them.");
        }
        if (source.pack != null && (source.pack.build == null || isBlank(source.pack.build.builder))) {
            throw new Failure("the source of " + name + " does not say which builder pack uses",
                    "Write pack: {build: {builder: …}}.");
        }
        if (source.bazel != null && (source.bazel.run == null || isBlank(source.bazel.run.target))) {
            throw new Failure("the source of " + name + " does not say which target bazel runs",
                    "Write bazel: {run: {target: …}}.");
        }
    }

    /** Whether docker or one of its kin builds it, which heed a {@code .dockerignore}. */
    boolean readsDockerfile() {
        return pack == null && kubectlBuildkit == null && ko == null && bazel == null;
    }

    private List<String> builders() {
        Map<String, Object> builders = new LinkedHashMap<>();
        builders.put("docker.build", docker == null ? null : docker.build);
        builders.put("docker.buildx", docker == null ? null : docker.buildx);
        builders.put("pack", pack);
        builders.put("kubectlBuildkit", kubectlBuildkit);
        builders.put("ko", ko);
        builders.put("bazel", bazel);
        builders.values().removeIf(Objects::isNull);
        return List.copyOf(builders.keySet());
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    /** @param build options of {@code docker build}; or {@code buildx}, those of {@code docker buildx build} */
    record Docker(DockerBuild build, DockerBuild buildx) {}

    /** @param buildkit whether {@code docker build} is to use BuildKit; null leaves it to Docker */
    record DockerBuild(String target, Boolean pull, Boolean noCache, String file, Boolean buildkit,
            List<String> rawOptions) {
        DockerBuild {
            rawOptions = Objects.requireNonNullElse(rawOptions, List.of());
        }
    }

    record Pack(PackBuild build) {}

    record PackBuild(String builder, List<String> buildpacks, Boolean clearCache, List<String> rawOptions) {
        PackBuild {
            buildpacks = Objects.requireNonNullElse(buildpacks, List.of());
            rawOptions = Objects.requireNonNullElse(rawOptions, List.of());
        }
    }

    record KubectlBuildkit(KubectlBuildkitBuild build) {}

    record KubectlBuildkitBuild(String target, String platform, Boolean pull, Boolean noCache, String file,
            List<String> rawOptions) {
        KubectlBuildkitBuild {
            rawOptions = Objects.requireNonNullElse(rawOptions, List.of());
        }
    }

    record Ko(KoBuild build) {}

    record KoBuild(List<String> rawOptions) {
        KoBuild {
            rawOptions = Objects.requireNonNullElse(rawOptions, List.of());
        }
    }

    record Bazel(BazelRun run) {}

    record BazelRun(String target, List<String> rawOptions) {
        BazelRun {
            rawOptions = Objects.requireNonNullElse(rawOptions, List.of());
        }
    }
}
