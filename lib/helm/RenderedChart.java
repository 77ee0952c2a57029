import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What helm made of a chart.
 *
 * @param files what its templates gave, by their paths from the directory that the chart is in; text in UTF-8
 * @param warnings what helm warns of, each warning once and sorted: helm repeats them, and in no order that it keeps
 */
record RenderedChart(SortedMap<String, byte[]> files, List<String> warnings) {
    private static final char AFTER_SLASH = '/' + 1;

    /** The paths of files that are not the same in another rendering, or only in one of the two. */
    Set<String> differing(RenderedChart other) {
        Set<String> paths = new TreeSet<>(files.keySet());
        paths.addAll(other.files.keySet());
        paths.removeIf(path -> Arrays.equals(files.get(path), other.files.get(path)));
        return paths;
    }

    /** The whole of parts that have no file in common. */
    static RenderedChart joined(Collection<RenderedChart> parts) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        parts.forEach(part -> files.putAll(part.files));
        return new RenderedChart(files,
                parts.stream().flatMap(part -> part.warnings.stream()).distinct().sorted().toList());
    }

    /** The files below a directory. */
    SortedMap<String, byte[]> below(String directory) {
        return files.subMap(directory + "/", directory + AFTER_SLASH);
    }
}
