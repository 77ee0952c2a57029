import java.util.ArrayList;
import java.util.List;

/** Small application repositories for tests: images of one file, from nothing. */
final class Applications {
    static final String COMMIT = "git -c user.name=test -c user.email=test@example.com commit -q --allow-empty";

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

    /** Says more of how an image is built, as YAML. */
    static Sandbox source(Sandbox sandbox, String image, String options) {
        String path = "  path: " + image + "\n";
        return sandbox.write("kbld.yaml", sandbox.read("kbld.yaml").replace(path, path + options.indent(2)));
    }

    /** Gives the last image tags. */
    static Sandbox tags(Sandbox sandbox, String tags) {
        return sandbox.write("kbld.yaml", sandbox.read("kbld.yaml") + "  tags: [" + tags + "]\n");
    }

    /** Makes the working directory a Git repository with one commit of all files. */
    static Sandbox committed(Sandbox sandbox) {
        sandbox.shell("git init -q -b main . && git add . && " + COMMIT + " -m first").succeeds();
        return sandbox;
    }

    /** Moves all that {@link #of} has written into a directory, and makes that a Git repository. */
    static Sandbox committedIn(Sandbox sandbox, String directory) {
        sandbox.shell("mkdir ../moved && mv * ../moved && mv ../moved " + directory + " && cd " + directory
                + " && git init -q -b main . && git add . && " + COMMIT + " -m first").succeeds();
        return sandbox;
    }

    /** The image that a lock has in place of another. */
    static String locked(Sandbox sandbox, String file, String image) {
        return lock(sandbox, file).stream().filter(override -> override.image().equals(image))
                .findFirst().orElseThrow(() -> new AssertionError(sandbox.read(file))).newImage();
    }

    /** A file of an image, as it is in its registry. */
    static String file(Sandbox sandbox, String image, String name) {
        String export = Workbench.tool(Workbench.CRANE) + " export " + image + " -";
        return sandbox.shell(export + " | tar -xO " + name).succeeds().out();
    }

    /** What a tag stands for in its registry. */
    static String digest(Sandbox sandbox, String image) {
        return crane(sandbox, "digest", image);
    }

    /** What crane prints. */
    static String crane(Sandbox sandbox, String... arguments) {
        List<String> command = new ArrayList<>(List.of(Workbench.tool(Workbench.CRANE).toString()));
        command.addAll(List.of(arguments));
        return sandbox.run(command).succeeds().out().strip();
    }

    static List<ImageConfig.Override> lock(Sandbox sandbox, String file) {
        return Yaml.read(sandbox.path(file)).stream()
                .flatMap(document -> ImageConfig.read(document).overrides().stream()).toList();
    }
}
