//SOURCES ../helm/ChartRenderer.java
//SOURCES ../io/FileTree.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Compares what two ways to render a chart give. */
final class ShardCheck {
    private ShardCheck() {}

    /**
     * The differences, a line each. Files that are not the same each time, as chance is in them, do not count.
     *
     * @param directory one that does not exist; it is gone afterwards
     */
    static List<String> differences(ChartRenderer whole, ChartRenderer shards, Path directory) {
        try {
            Path one = directory.resolve("whole");
            Path other = directory.resolve("shards");
            List<String> expected = whole.writeTo(one);
            List<String> found = shards.writeTo(other);
            List<String> differences = new ArrayList<>();
            Set<String> differing = differing(one, other);
            if (!differing.isEmpty()) {
                Path again = directory.resolve("again");
                whole.writeTo(again);
                differing.removeAll(differing(one, again));
            }
            differing.forEach(name -> differences.add(name + " differs when it is rendered in shards"));
            if (!expected.equals(found)) {
                differences.add("helm warns of something else when it renders shards: " + found);
            }
            return differences;
        } finally {
            FileTree.delete(directory);
        }
    }

    private static Set<String> differing(Path one, Path other) {
        Set<String> names = new TreeSet<>(names(one));
        names.addAll(names(other));
        names.removeIf(name -> same(one.resolve(name), other.resolve(name)));
        return names;
    }

    private static List<String> names(Path root) {
        return FileTree.files(root, "").stream().map(file -> root.relativize(file).toString()).toList();
    }

    private static boolean same(Path one, Path other) {
        try {
            return Files.exists(one) && Files.exists(other) && Files.mismatch(one, other) < 0;
        } catch (IOException e) {
            throw Failure.reading(other, e);
        }
    }
}
