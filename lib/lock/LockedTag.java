//SOURCES ../image/ImageOrigin.java
//SOURCES ../image/ImageReference.java

import java.util.List;

/**
 * What an image is locked to, for people: its tag and the first letters of its digest.
 *
 * @param image as the manifests or the lock file name it
 * @param pinned what is used in its place
 * @param origins they tell the tag; else it is that of the image's name
 */
record LockedTag(String image, String pinned, List<ImageOrigin> origins) {
    private static final int LENGTH_OF_DIGEST = "sha256:".length() + 10;

    @Override
    public String toString() {
        String digest = ImageReference.parse(pinned).digest();
        return (tag() + " " + digest.substring(0, Math.min(LENGTH_OF_DIGEST, digest.length()))).strip();
    }

    private String tag() {
        return origins.stream().map(ImageOrigin::resolved).filter(resolved -> resolved != null)
                .map(ImageOrigin.Resolved::tag).filter(tag -> tag != null && !tag.isEmpty())
                .reduce((first, last) -> last).orElse(ImageReference.parse(image).tag());
    }
}
