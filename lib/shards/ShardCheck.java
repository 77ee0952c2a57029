//SOURCES ../helm/ChartRenderer.java

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Compares what two ways to render a chart give. */
final class ShardCheck {
    private ShardCheck() {}

    /** The differences, a line each. Files that are not the same each time, as chance is in them, do not count. */
    static List<String> differences(ChartRenderer whole, ChartRenderer shards) {
        RenderedChart expected = whole.render();
        RenderedChart found = shards.render();
        List<String> differences = new ArrayList<>();
        Set<String> differing = expected.differing(found);
        if (!differing.isEmpty()) {
            differing.removeAll(expected.differing(whole.render()));
        }
        differing.forEach(path -> differences.add(path + " differs when it is rendered in shards"));
        if (!expected.warnings().equals(found.warnings())) {
            differences.add("helm warns of something else when it renders shards: " + found.warnings());
        }
        return differences;
    }
}
