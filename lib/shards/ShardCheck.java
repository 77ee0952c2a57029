//SOURCES ../helm/ChartRenderer.java
//SOURCES ../io/FileTree.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Compares what two ways to render a chart give. */
final class ShardCheck {
    private ShardCheck() {}

    /**
     * The differences, a line each.
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
            TreeSet<String> names = new TreeSet<>(names(one));
            names.addAll(names(other));
            names.stream().filter(name -> !same(one.resolve(name), other.resolve(name)))
                    .forEach(name -> differences.add(name + " differs when it is rendered in shards"));
            if (!expected.equals(found)) {
                differences.add("helm warns of something else when it renders shards: " + found);
            }
            return differences;
        } finally {
            FileTree.delete(directory);
        }
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
