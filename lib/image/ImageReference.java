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

    private static final Pattern NAME =
            Pattern.compile("([A-Za-z0-9.-]+|\\[[0-9a-f:]+])(:[0-9]+)?/[a-z0-9_.-][a-z0-9_./-]{0,254}");

    static ImageReference parse(String image) {
        Matcher parts = PARTS.matcher(image);
        return !parts.matches() ? new ImageReference(image, "", "")
                : new ImageReference(parts.group("repository"), text(parts, "tag"), text(parts, "digest"));
    }

    /**
     * Whether an image is one that kbld's configuration means.
     *
     * @param image the exact text; or {@code imageRepo}, the text before tag or digest
     */
    static boolean isMeant(String candidate, String image, String imageRepo) {
        return image != null && !image.isBlank() ? image.equals(candidate)
                : parse(candidate).repository.equals(imageRepo);
    }

    boolean isPinned() {
        return DIGEST.matcher(digest).matches();
    }

    /** Whether a registry can be asked for it. Much that stands below a key {@code image} is something else. */
    boolean isImage() {
        return NAME.matcher(fullRepository()).matches() && (digest.isEmpty() || isPinned());
    }

    String tagOrLatest() {
        return tag.isEmpty() ? "latest" : tag;
    }

    /** The same repository at another digest. */
    ImageReference at(String otherDigest) {
        return new ImageReference(repository, "", otherDigest);
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

    /** The host that has it, with its port if it is said: {@code index.docker.io} for {@code nginx}. */
    String registry() {
        String full = fullRepository();
        return full.substring(0, full.indexOf('/'));
    }

    /** The full repository at the digest: what an image is called once it is pinned. */
    String pinned() {
        return fullRepository() + "@" + digest;
    }

    private static String text(Matcher parts, String group) {
        return parts.group(group) == null ? "" : parts.group(group);
    }
}
