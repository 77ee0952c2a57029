import java.util.List;
import java.util.Objects;

/**
 * Where an image is pushed after its build: an entry of {@code destinations} in kbld's configuration.
 *
 * @param image the exact text in the manifests; or {@code imageRepo}, the text before the tag
 * @param newImage the repository to push to, without tag
 * @param tags besides the one that the builder gives
 */
record ImageDestination(String image, String imageRepo, String newImage, List<String> tags) {
    ImageDestination {
        tags = Objects.requireNonNullElse(tags, List.of());
    }
}
