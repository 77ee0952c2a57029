//SOURCES ../Failure.java
//SOURCES ../image/ImageReference.java
//SOURCES ../tools/Run.java

import java.util.regex.Pattern;

/**
 * What a registry is asked for.
 *
 * @param repository with its registry, as {@link ImageReference#fullRepository}
 * @param reference a tag or a digest; empty for the repository
 */
record RegistryName(String repository, String reference) {
    private static final Pattern REPOSITORY = Pattern.compile(
            "(\\[[0-9A-Fa-f:]+\\]|[\\w.-]+)(:\\d{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)+");
    private static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");
    private static final int LONGEST = 255;

    /** @throws Failure when no registry can have something of that name */
    static RegistryName of(ImageReference image, String reference) {
        RegistryName name = new RegistryName(image.fullRepository(), reference);
        boolean usable = reference.isEmpty() || TAG.matcher(reference).matches()
                || new ImageReference("", "", reference).isPinned();
        if (!usable || name.repository.length() > LONGEST || !REPOSITORY.matcher(name.repository).matches()) {
            String written = Run.withoutPasswords(name.toString());
            throw new Failure((written.length() <= LONGEST ? written : written.substring(0, LONGEST) + "…")
                    + " is no image's name", "Write [REGISTRY/]NAME[:TAG][@DIGEST], in lower case but for the tag.");
        }
        return name;
    }

    /** The tag that an image names, or else Docker's default. */
    static String tag(ImageReference image) {
        return image.tag().isEmpty() ? "latest" : image.tag();
    }

    RegistryName withoutReference() {
        return new RegistryName(repository, "");
    }

    String registry() {
        return repository.substring(0, repository.indexOf('/'));
    }

    /** The repository as the registry calls it. */
    String path() {
        return repository.substring(registry().length() + 1);
    }

    boolean isPinned() {
        return reference.contains(":");
    }

    @Override
    public String toString() {
        return repository + (reference.isEmpty() ? "" : (isPinned() ? "@" : ":") + reference);
    }
}
