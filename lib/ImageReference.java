import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image's name, taken apart as Docker and kbld do.
 *
 * @param repository everything before tag and digest, as written
 * @param tag empty when there is none
 * @param digest {@code sha256:…}, empty when there is none
 */
record ImageReference(String repository, String tag, String digest) {
    private static final String DOCKER_HUB = "index.docker.io";
    private static final Pattern PARTS =
            Pattern.compile("(?<repository>.+?)(:(?<tag>[A-Za-z0-9_.-]+))?(@(?<digest>.+:.+))?");
    private static final Pattern DIGEST =
            Pattern.compile("sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128}");

    static ImageReference parse(String image) {
        Matcher parts = PARTS.matcher(image);
        return !parts.matches() ? new ImageReference(image, "", "")
                : new ImageReference(parts.group("repository"), text(parts, "tag"), text(parts, "digest"));
    }

    boolean isPinned() {
        return DIGEST.matcher(digest).matches();
    }

    /** The full name with its registry: {@code nginx} is {@code index.docker.io/library/nginx}. */
    String fullRepository() {
        int slash = repository.indexOf('/');
        String first = slash < 0 ? "" : repository.substring(0, slash);
        boolean hasRegistry = first.contains(".") || first.contains(":");
        String registry = hasRegistry && !first.equals("docker.io") ? first : DOCKER_HUB;
        String path = hasRegistry ? repository.substring(slash + 1) : repository;
        boolean official = registry.equals(DOCKER_HUB) && !path.contains("/");
        return registry + "/" + (official ? "library/" : "") + path;
    }

    /** The full repository at the digest: what an image is called once it is pinned. */
    String pinned() {
        return fullRepository() + "@" + digest;
    }

    private static String text(Matcher parts, String group) {
        return parts.group(group) == null ? "" : parts.group(group);
    }
}
