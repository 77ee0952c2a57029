//SOURCES ../git/GitCommit.java
//SOURCES ../yaml/Json.java
//SOURCES ../yaml/Yaml.java
//SOURCES ReleaseManifests.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A rendered release: what {@code state.yaml} says, and where it comes from. {@code release.yaml} keeps the latter.
 *
 * @param application the release's name
 * @param chart the umbrella chart's name
 * @param commit the commit that was rendered; empty outside of Git
 * @param tools versions by command
 * @param manifests the resources
 * @param state the text of {@code state.yaml}
 * @param sha256 of the state
 * @param toBuild the images that are built from a source, and so are in no registry yet
 * @param lock writes a lock of all images; most renders have no use for it
 */
record Release(String application, String namespace, String chart, Optional<GitCommit> commit,
        Map<String, String> tools, ReleaseManifests manifests, String state, String sha256, Set<String> toBuild,
        Supplier<String> lock) {

    long resources() {
        return manifests.all().size();
    }

    /** What each image of the manifests became, locked or resolved. */
    Map<String, String> images() {
        Map<String, String> images = new TreeMap<>(manifests.locked());
        images.putAll(manifests.resolved());
        return images;
    }

    /** The text of {@code release.yaml}; the same for the same commit, tools and inputs. */
    String describe() {
        ObjectNode description = Json.object()
                .put("application", application).put("namespace", namespace).put("chart", chart);
        commit.ifPresent(git -> description.put("commit", git.id()).put("dirty", git.dirty()));
        ObjectNode versions = description.putObject("tools");
        tools.forEach(versions::put);
        description.putObject("state").put("sha256", sha256).put("resources", resources());
        ArrayNode list = description.putArray("images");
        images().forEach((image, url) -> list.addObject().put("image", image).put("pinned", url));
        return Yaml.write(description);
    }

    /** The name of the chart that was rendered last, as a {@code release.yaml} says. */
    static Optional<String> chartOf(Path record) {
        return !Files.exists(record) ? Optional.empty() : Yaml.read(record).stream()
                .map(document -> document.content().path("chart"))
                .filter(JsonNode::isTextual).map(JsonNode::textValue).findFirst();
    }
}
