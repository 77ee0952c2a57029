//SOURCES TemplateScan.java

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A template file of a chart.
 *
 * @param unit the entry of {@code charts/} that it is part of; empty for the umbrella's own
 * @param path within that entry, archives in it taken for directories
 * @param names Helm's names of it: more than one where an alias has the chart twice
 * @param sha256 of what it says
 * @param tplCalls in how many places it calls {@code tpl}
 */
record ShardTemplate(String unit, String path, List<String> names, String sha256, TemplateScan scan, int tplCalls) {
    /** Helm parses deep templates first, and of equally deep ones the last by name; the last one parsed wins. */
    static final Comparator<ShardTemplate> FIRST_WINS = Comparator.comparing(ShardTemplate::lastParsed,
            Comparator.comparing(ShardTemplate::depth).thenComparing(Comparator.naturalOrder()));

    /** Paths are different in a unit, and the rest is long. */
    @Override
    public int hashCode() {
        return 31 * unit.hashCode() + path.hashCode();
    }

    /** Whether Helm only parses it, for what it defines. */
    boolean isPartial() {
        return path.substring(path.lastIndexOf('/') + 1).startsWith("_");
    }

    /**
     * Whether it can be in a shard of other charts, for what it defines. What it gives there is left out, if Helm
     * renders it; it fails at worst.
     */
    boolean isHarmless() {
        boolean isPlain = scan.patterns().isEmpty() && Stream.of(TemplateScan.Trait.TPL, TemplateScan.Trait.FILES,
                TemplateScan.Trait.MUTATES).noneMatch(scan::does);
        return isPartial() || !unit.isEmpty() && !scan.defined().isEmpty() && isPlain;
    }

    private String lastParsed() {
        return names.stream().min(Comparator.comparing(ShardTemplate::depth).thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    private static long depth(String name) {
        return name.chars().filter(c -> c == '/').count();
    }
}
