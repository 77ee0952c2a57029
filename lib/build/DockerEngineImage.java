//SOURCES BuildTools.java
//SOURCES ImageBuild.java

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is to be done with an image that a tool has put into the Docker engine. */
final class DockerEngineImage {
    private static final Pattern DIGEST = Pattern.compile("digest: (sha256:[0-9a-f]{64}) size: \\d+");
    private static final int MOST_TRIES = 5;

    private DockerEngineImage() {}

    /**
     * Pushes the image, or gives it a name of its own if it has no destination.
     *
     * @param image its ID or name in the engine
     * @return what manifests use
     */
    static String publish(String image, ImageBuild build, BuildTools tools) {
        return build.isPushed() ? push(image, build, tools) : keep(image, build, tools);
    }

    private static String keep(String image, ImageBuild build, BuildTools tools) {
        String id = tools.ask("docker", List.of("inspect", "--format", "{{.Id}}", image)).out().strip();
        String name = build.localName(id);
        tools.ask("docker", List.of("tag", image, name));
        return name;
    }

    private static String push(String image, ImageBuild build, BuildTools tools) {
        String name = build.uniqueName();
        tools.ask("docker", List.of("tag", image, name));
        try {
            String digest = push(name, tools);
            build.tags().forEach(tag -> tag(image, build.tagged(tag), digest, tools));
            return build.pinned(digest);
        } finally {
            tools.attempt("docker", List.of("rmi", "--no-prune", name));
        }
    }

    /** The digest is the one that the push tells: who asks the registry later may get that of another push. */
    private static String push(String name, BuildTools tools) {
        Matcher said = DIGEST.matcher(tools.push("docker", List.of("push", name)).out());
        if (!said.find()) {
            throw tools.failed("docker push did not tell the digest of " + name);
        }
        return said.group(1);
    }

    /** Another build in the same engine may move the tag just before the push: then it is pushed again. */
    private static void tag(String image, String name, String digest, BuildTools tools) {
        for (int i = 0; i < MOST_TRIES; i++) {
            tools.ask("docker", List.of("tag", image, name));
            if (push(name, tools).equals(digest)) {
                return;
            }
        }
        throw tools.failed("other builds push " + name + " all the time");
    }
}
