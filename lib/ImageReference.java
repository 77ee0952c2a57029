/**
 * An image's name, taken apart as Docker and kbld do.
 *
 * @param repository everything before tag and digest, as written
 * @param tag empty when there is none
 * @param digest {@code sha256:…}, empty when there is none
 */
record ImageReference(String repository, String tag, String digest) {
    private static final String DOCKER_HUB = "index.docker.io";

    static ImageReference parse(String image) {
        int at = image.indexOf('@');
        String digest = at < 0 ? "" : image.substring(at + 1);
        String name = at < 0 ? image : image.substring(0, at);
        int colon = name.indexOf(':', name.lastIndexOf('/') + 1);
        return colon < 0 ? new ImageReference(name, "", digest)
                : new ImageReference(name.substring(0, colon), name.substring(colon + 1), digest);
    }

    boolean isPinned() {
        return digest.matches("[a-z0-9]+:[0-9a-f]{32,}");
    }

    /** The full name with its registry: {@code nginx} is {@code index.docker.io/library/nginx}. */
    String fullRepository() {
        int slash = repository.indexOf('/');
        String first = slash < 0 ? "" : repository.substring(0, slash);
        boolean hasRegistry = first.contains(".") || first.contains(":") || first.equals("localhost");
        String registry = hasRegistry && !first.equals("docker.io") ? first : DOCKER_HUB;
        String path = hasRegistry ? repository.substring(slash + 1) : repository;
        boolean official = registry.equals(DOCKER_HUB) && !path.contains("/");
        return registry + "/" + (official ? "library/" : "") + path;
    }

    /** The full repository at the digest: what an image is called once it is pinned. */
    String pinned() {
        return fullRepository() + "@" + digest;
    }
}
