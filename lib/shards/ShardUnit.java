//SOURCES ../helm/Chart.java
//SOURCES ShardTemplate.java

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An entry of the umbrella's {@code charts/}: a sub-chart with all that is in it, which is rendered at once.
 *
 * @param entry its file name in {@code charts/}
 * @param chart the chart's own name
 * @param names what it is called in the umbrella: its name, or its aliases
 * @param templates all its templates, those of the charts in it included
 * @param texts what its values and its {@code Chart.yaml} say that {@code tpl} may be given
 * @param fileTexts what its other files say that {@code tpl} may be given
 * @param facts what else is to know
 * @param bare the paths of its files that decide on values, archives in it taken for directories
 * @param digest of all its files
 * @param digestOfValues of {@code bare}
 */
record ShardUnit(String entry, Path path, String chart, Set<String> names, List<ShardTemplate> templates,
        TemplateScan texts, TemplateScan fileTexts, Facts facts, List<String> bare,
        String digest, String digestOfValues) {
    /** The files of a chart that matter when nothing of it is rendered. */
    private static final Set<String> BARE =
            Set.of("Chart.yaml", "values.yaml", "values.schema.json", "requirements.yaml", "requirements.lock");

    /**
     * What a chart has that may reach others.
     *
     * @param isSure whether all charts in it take part under known names, whatever the values are
     * @param hasGlobals whether values of it may have globals of their own
     * @param nested the names of charts in it
     * @param keys the keys of its values, when it has dependencies: Helm compares them with those of the umbrella
     */
    record Facts(boolean isSure, boolean hasGlobals, Set<String> nested, Set<String> keys) {}

    /** Entries are named differently, and the rest is long. */
    @Override
    public int hashCode() {
        return entry.hashCode();
    }

    boolean isArchive() {
        return entry.endsWith(".tgz");
    }

    /** What its directory may be called among what Helm writes: for charts in it, Helm may forget about aliases. */
    Set<String> outputs() {
        return Stream.concat(names.stream(), Stream.of(chart)).collect(Collectors.toSet());
    }

    /** Whether a file of it, archives taken for directories, decides on values. */
    static boolean isBare(String path) {
        String rest = path;
        while (rest.startsWith("charts/") && rest.indexOf('/', "charts/".length()) > 0) {
            rest = rest.substring(rest.indexOf('/', "charts/".length()) + 1);
        }
        return BARE.contains(rest);
    }
}
