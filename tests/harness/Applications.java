import java.util.List;

/** Small application repositories for tests: images of one file, from nothing. */
final class Applications {
    static final String SCRIPT = "build.jbang";

    private Applications() {}

    /** One that builds these images, each from a directory of its name, and pushes them to a registry. */
    static Sandbox of(Sandbox sandbox, String registry, String... images) {
        DockerEngine.in(sandbox);
        StringBuilder config = new StringBuilder("apiVersion: kbld.k14s.io/v1alpha1\nkind: Config\nsources:\n");
        for (String image : images) {
            sandbox.write(image + "/Dockerfile", "FROM scratch\nCOPY page.html /\n")
                    .write(image + "/page.html", "This is " + image + " of " + registry + ".\n");
            config.append("- image: ").append(image).append("\n  path: ").append(image).append('\n');
        }
        config.append("destinations:\n");
        for (String image : images) {
            config.append("- image: ").append(image).append("\n  newImage: ")
                    .append(registry).append("/team/").append(image).append('\n');
        }
        return sandbox.write("kbld.yaml", config.toString());
    }

    /** Makes the working directory a Git repository with one commit of all files. */
    static Sandbox committed(Sandbox sandbox) {
        sandbox.shell("git init -q -b main . && git add . && " + COMMIT + " -m first").succeeds();
        return sandbox;
    }

    static final String COMMIT = "git -c user.name=test -c user.email=test@example.com commit -q --allow-empty";

    /** The image that a lock has in place of another. */
    static String locked(Sandbox sandbox, String file, String image) {
        return lock(sandbox, file).stream().filter(override -> override.image().equals(image))
                .findFirst().orElseThrow(() -> new AssertionError(sandbox.read(file))).newImage();
    }

    static List<ImageConfig.Override> lock(Sandbox sandbox, String file) {
        return Yaml.read(sandbox.path(file)).stream()
                .flatMap(document -> ImageConfig.read(document).overrides().stream()).toList();
    }
}
