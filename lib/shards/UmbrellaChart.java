//SOURCES ../yaml/Yaml.java
//SOURCES Shard.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The umbrella's {@code Chart.yaml}.
 *
 * @param content what it says
 * @param charts the names of the charts in it
 */
record UmbrellaChart(String text, JsonNode content, Set<String> charts) {

    static UmbrellaChart read(Path umbrella, List<ShardUnit> units) throws IOException {
        String text = Files.readString(umbrella.resolve("Chart.yaml"));
        return new UmbrellaChart(text, Yaml.read("Chart.yaml", text).get(0).content(), names(units.stream()));
    }

    /**
     * What it is to say in a shard: Helm insists on all dependencies, so only those that are there are left in it. That
     * is no difference for the charts, as they do not see it; the umbrella itself gets the whole.
     */
    String of(Shard shard) {
        Set<String> present = names(Stream.concat(shard.units().stream(), shard.values().stream()));
        if (shard.hasUmbrella() || present.equals(charts) || !content.has("dependencies")) {
            return text;
        }
        ObjectNode cut = ((ObjectNode) content).objectNode().setAll((ObjectNode) content);
        ArrayNode dependencies = cut.putArray("dependencies");
        content.get("dependencies").forEach(dependency -> {
            String name = dependency.path("name").asText();
            if (present.contains(name) || !charts.contains(name)) {
                dependencies.add(dependency);
            }
        });
        return Yaml.write(cut);
    }

    private static Set<String> names(Stream<ShardUnit> units) {
        return units.map(ShardUnit::chart).collect(Collectors.toSet());
    }
}
