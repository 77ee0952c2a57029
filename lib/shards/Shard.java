//SOURCES ShardUnit.java

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A part of an umbrella that is rendered at once.
 *
 * @param units the charts of which all is rendered
 * @param hasUmbrella whether the umbrella's own templates are rendered, too
 * @param values the charts of which only what decides on values is there
 * @param templates of other charts, which define what these need
 * @param keys the top-level keys of values that may reach it; null for all
 * @param scan what its templates say
 */
record Shard(List<ShardUnit> units, boolean hasUmbrella, List<ShardUnit> values, Set<ShardTemplate> templates,
        Set<String> keys, TemplateScan scan) {

    /** A shard of all that some others render. */
    static Shard joined(List<Shard> shards) {
        if (shards.size() == 1) {
            return shards.get(0);
        }
        List<ShardUnit> units = shards.stream().flatMap(shard -> shard.units.stream()).toList();
        Set<ShardUnit> values = all(shards, Shard::values);
        units.forEach(values::remove);
        Set<String> present = units.stream().map(ShardUnit::entry).collect(Collectors.toSet());
        Set<ShardTemplate> templates = all(shards, Shard::templates);
        templates.removeIf(template -> present.contains(template.unit()));
        boolean isReachedByAll = shards.stream().anyMatch(shard -> shard.keys == null);
        return new Shard(units, shards.stream().anyMatch(Shard::hasUmbrella), List.copyOf(values), templates,
                isReachedByAll ? null : new TreeSet<>(all(shards, Shard::keys)),
                shards.stream().map(Shard::scan).reduce(TemplateScan.NOTHING, TemplateScan::plus));
    }

    private static <T> Set<T> all(List<Shard> shards, Function<Shard, Collection<T>> part) {
        return shards.stream().flatMap(shard -> part.apply(shard).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** For people: the charts in it. */
    String title() {
        String first = units.isEmpty() ? "the umbrella itself" : units.get(0).entry();
        int others = units.size() - 1 + (hasUmbrella && !units.isEmpty() ? 1 : 0);
        return first + (others < 1 ? "" : " and " + others + " more");
    }
}
