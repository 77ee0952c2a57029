//SOURCES ../yaml/Yaml.java
//SOURCES Shard.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The umbrella's {@code Chart.yaml}.
 *
 * @param content what it says
 * @param units the charts in it
 */
record UmbrellaChart(String text, JsonNode content, List<ShardUnit> units) {

    static UmbrellaChart read(Path umbrella, List<ShardUnit> units) throws IOException {
        String text = Files.readString(umbrella.resolve("Chart.yaml"));
        return new UmbrellaChart(text, Yaml.read("Chart.yaml", text).get(0).content(), units);
    }

    /**
     * What it is to say in a shard: Helm insists on all dependencies, so only those that are there are left in it. That
     * is no difference for the charts, as they do not see it; the umbrella itself gets the whole.
     */
    String of(Shard shard) {
        Set<ShardUnit> absent = new HashSet<>(units);
        shard.units().forEach(absent::remove);
        shard.values().forEach(absent::remove);
        if (shard.hasUmbrella() || absent.isEmpty() || !content.has("dependencies")) {
            return text;
        }
        Set<String> names = absent.stream().map(ShardUnit::chart).collect(Collectors.toSet());
        ObjectNode cut = ((ObjectNode) content).objectNode().setAll((ObjectNode) content);
        ArrayNode present = cut.putArray("dependencies");
        content.get("dependencies").forEach(dependency -> {
            if (!names.contains(dependency.path("name").asText())) {
                present.add(dependency);
            }
        });
        return Yaml.write(cut);
    }
}
