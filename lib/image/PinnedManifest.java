//SOURCES ../yaml/Yaml.java
//SOURCES ImageUse.java
//SOURCES PinnedImage.java

import java.util.Map;
import java.util.Optional;

/**
 * A resource of a release with what stands for its images.
 *
 * @param place where it was read from
 * @param title kind, name and namespace, for people
 * @param isSealed whether sops has encrypted it
 * @param images those that it names, with what stands for them; nothing for those that are not pinned
 * @param document the resource as a document of a state
 */
record PinnedManifest(Yaml.Place place, String kind, String title, boolean isSealed,
        Map<String, Optional<PinnedImage>> images, String document) {

    ImageUse use() {
        return new ImageUse(title, place);
    }
}
