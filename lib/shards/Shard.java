//SOURCES ShardUnit.java

import java.util.List;
import java.util.Set;

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

    /** For people: the charts in it. */
    String title() {
        String first = units.isEmpty() ? "the umbrella itself" : units.get(0).entry();
        int others = units.size() - 1 + (hasUmbrella && !units.isEmpty() ? 1 : 0);
        return first + (others < 1 ? "" : " and " + others + " more");
    }
}
