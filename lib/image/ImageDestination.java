//SOURCES ../yaml/Yaml.java
//SOURCES ImageReference.java

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Where an image is pushed after its build: an entry of {@code destinations} in kbld's configuration.
 *
 * @param image the exact text in the manifests; or {@code imageRepo}, the text before the tag
 * @param newImage the repository to push to, without tag; what is not said is the image itself
 * @param tags besides the one that the builder gives
 */
record ImageDestination(String image, String imageRepo, String newImage, List<String> tags) {
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

    ImageDestination {
        newImage = !isBlank(newImage) ? newImage : isBlank(image) ? imageRepo : image;
        tags = Objects.requireNonNullElse(tags, List.of());
    }

    boolean matches(String candidate) {
        return ImageReference.isMeant(candidate, image, imageRepo);
    }

    /** @throws Failure naming the line of a destination that says too little, or where nothing can be pushed to */
    static void check(List<ImageDestination> destinations, Yaml.Document document) {
        for (int i = 0; i < destinations.size(); i++) {
            ImageDestination destination = destinations.get(i);
            document.check(List.of("destinations", i), () -> check(destination));
        }
    }

    private static void check(ImageDestination destination) {
        if (destination == null || isBlank(destination.image) && isBlank(destination.imageRepo)) {
            throw new Failure("this destination has neither image nor imageRepo",
                    "Say with image which built image it is for.");
        }
        ImageReference target = ImageReference.parse(destination.newImage);
        if (!target.repository().equals(destination.newImage) || !target.isImage()) {
            throw new Failure("images cannot be pushed to " + destination.newImage + ": it is no repository",
                    "Write newImage without tag and digest, such as registry.example.com/app; tags go into tags.");
        }
        for (String tag : destination.tags) {
            if (isBlank(tag) || !TAG.matcher(tag).matches()) {
                throw new Failure(isBlank(tag) ? "a tag is empty" : tag + " is no tag",
                        "A tag has letters, digits, _, . and -, at most 128.");
            }
        }
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
