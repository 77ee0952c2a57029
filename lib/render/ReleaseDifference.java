//SOURCES ../Table.java
//SOURCES ../diff/DiffMask.java
//SOURCES ../diff/LineDiff.java
//SOURCES ../lock/LockedTag.java
//SOURCES ../resource/DefaultRules.java
//SOURCES ../resource/Resource.java
//SOURCES ../resource/SecretData.java
//SOURCES ../yaml/YamlWriter.java
//SOURCES Release.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** In which images and resources two releases differ. Values of Secrets are compared, and not shown. */
final class ReleaseDifference {
    private static final int LINES_AROUND = 2;

    private final String one;
    private final String other;
    private final Map<String, String> imagesOfOne;
    private final Map<String, String> imagesOfOther;
    private final Map<String, JsonNode> resourcesOfOne;
    private final Map<String, JsonNode> resourcesOfOther;
    private final List<String> resources = new ArrayList<>();

    /** @param one the name of the first, for people */
    ReleaseDifference(String one, Release first, String other, Release second) {
        this.one = one;
        this.other = other;
        this.imagesOfOne = first.images();
        this.imagesOfOther = second.images();
        this.resourcesOfOne = resources(one, first);
        this.resourcesOfOther = resources(other, second);
        Stream.concat(resourcesOfOne.keySet().stream(), resourcesOfOther.keySet().stream()).distinct()
                .filter(key -> !Objects.equals(resourcesOfOne.get(key), resourcesOfOther.get(key)))
                .sorted().forEach(resources::add);
    }

    boolean isEmpty() {
        return resources.isEmpty() && images().rows().isEmpty();
    }

    /** The images that are others, with what each release has; a dash for an image that it does not have. */
    Table images() {
        TreeSet<String> all = new TreeSet<>(imagesOfOne.keySet());
        all.addAll(imagesOfOther.keySet());
        return new Table("images", List.of(new Table.Column("image", "Image"), new Table.Column("from", one),
                new Table.Column("to", other)), all.stream()
                        .filter(image -> !Objects.equals(imagesOfOne.get(image), imagesOfOther.get(image)))
                        .map(image -> List.of(image, tag(image, imagesOfOne), tag(image, imagesOfOther))).toList(),
                List.of());
    }

    /** The resources that differ. */
    Table resources() {
        return new Table("resources", List.of(new Table.Column("resource", "Resource"),
                new Table.Column("difference", "Difference")), resources.stream()
                        .map(key -> List.of(key, difference(key))).toList(), List.of());
    }

    /** How the resources differ, line by line. */
    String lines() {
        DiffMask mask = new DiffMask(DefaultRules.with(List.of()).diffMaskRules());
        LineDiff diff = new LineDiff(LINES_AROUND, LineDiff.Numbers.LEFT_OUT);
        StringBuilder text = new StringBuilder();
        for (String key : resources) {
            text.append("@@ ").append(key).append(" @@\n")
                    .append(diff.of(yaml(resourcesOfOne.get(key), mask), yaml(resourcesOfOther.get(key), mask)));
        }
        return text.toString();
    }

    private String difference(String key) {
        return !resourcesOfOther.containsKey(key) ? "only in " + one
                : !resourcesOfOne.containsKey(key) ? "only in " + other : "differs";
    }

    private static String yaml(JsonNode resource, DiffMask mask) {
        return resource == null ? "" : YamlWriter.write(mask.masked(SecretData.encoded(resource)));
    }

    private static String tag(String image, Map<String, String> images) {
        return images.containsKey(image) ? new LockedTag(image, images.get(image), List.of()).toString() : "";
    }

    private static Map<String, JsonNode> resources(String name, Release release) {
        Map<String, JsonNode> resources = new TreeMap<>();
        Resource.of(Yaml.read(name, release.state()), ignored -> { })
                .forEach(resource -> resources.put(resource.title(), resource.content()));
        return resources;
    }
}
