//SOURCES ../git/GitCommit.java
//SOURCES ../io/FileTree.java
//SOURCES ../resource/Resource.java
//SOURCES ../yaml/Json.java
//SOURCES ../yaml/Yaml.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A rendered release: what {@code state.yaml} says, and where it comes from. {@code release.yaml} keeps the latter.
 *
 * @param application the release's name
 * @param chart the umbrella chart's name
 * @param commit the commit that was rendered; empty outside of Git
 * @param tools versions by command
 * @param state the text of {@code state.yaml}
 * @param kinds how many resources of each kind it has
 * @param pinned what each locked image of the manifests became
 * @param unlocked the images that no lock covers, with the first resource that uses each
 * @param resolved what registries said of those, where they were asked
 * @param toBuild those of them that are built from a source, and so are in no registry yet
 * @param lock writes a lock of all images; most renders have no use for it
 */
record Release(String application, String namespace, String chart, Optional<GitCommit> commit,
        Map<String, String> tools, String state, Map<String, Long> kinds, Map<String, String> pinned,
        Map<String, Resource> unlocked, Map<String, String> resolved, Set<String> toBuild, Supplier<String> lock) {

    /** How many resources there are, by kind. */
    static Map<String, Long> count(List<Resource> resources) {
        return resources.stream().collect(Collectors.groupingBy(Resource::kind, TreeMap::new, Collectors.counting()));
    }

    long resources() {
        return kinds.values().stream().mapToLong(Long::longValue).sum();
    }

    String sha256() {
        return FileTree.sha256(state);
    }

    /** What each image of the manifests became, locked or resolved. */
    Map<String, String> images() {
        Map<String, String> images = new TreeMap<>(pinned);
        images.putAll(resolved);
        return images;
    }

    /** The text of {@code release.yaml}; the same for the same commit, tools and inputs. */
    String describe() {
        ObjectNode description = Json.object()
                .put("application", application).put("namespace", namespace).put("chart", chart);
        commit.ifPresent(git -> description.put("commit", git.id()).put("dirty", git.dirty()));
        ObjectNode versions = description.putObject("tools");
        tools.forEach(versions::put);
        description.putObject("state").put("sha256", sha256()).put("resources", resources());
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
