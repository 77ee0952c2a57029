import java.util.List;
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
