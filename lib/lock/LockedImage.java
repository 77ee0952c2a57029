//SOURCES ../image/ImageConfig.java
//SOURCES ../io/FileTree.java

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a lock file says of one image.
 *
 * @param file the lock file
 * @param place where in it
 */
record LockedImage(Path file, Yaml.Place place, ImageConfig.Override override) {

    /** All that the files below a directory lock, in the order in which they count: the first that matches. */
    static List<LockedImage> in(Path locks) {
        List<LockedImage> all = new ArrayList<>();
        for (Path file : FileTree.files(locks, ".yml", ".yaml", ".json")) {
            for (Yaml.Document document : Yaml.read(file)) {
                List<ImageConfig.Override> overrides = ImageConfig.read(document).overrides();
                for (int i = 0; i < overrides.size(); i++) {
                    all.add(new LockedImage(file, ImageConfig.place(document, i), overrides.get(i)));
                }
            }
        }
        return all;
    }

    /** The image that is used, taken apart. */
    ImageReference image() {
        return ImageReference.parse(override.newImage());
    }

    /** Whether it always stands for the same image. */
    boolean isPinned() {
        return image().isPinned();
    }

    /** For people: the file's name without what all lock files end with. */
    String shortFile() {
        return file.getFileName().toString().replaceFirst("(\\.kbld)?(\\.lock)?\\.(yml|yaml|json)$", "");
    }
}
