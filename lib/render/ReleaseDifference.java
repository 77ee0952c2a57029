//SOURCES ../Table.java
//SOURCES ../diff/DiffMask.java
//SOURCES ../diff/LineDiff.java
//SOURCES ../lock/LockedImage.java
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
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** In which images and resources two releases differ. Values of Secrets are compared, and not shown. */
final class ReleaseDifference {
    private static final int LINES_AROUND = 2;

    private final Side one;
    private final Side other;
    private final Map<String, JsonNode> resourcesOfOne;
    private final Map<String, JsonNode> resourcesOfOther;
    private final List<String> resources = new ArrayList<>();

    /**
     * A release that is compared.
     *
     * @param name of its environment or commit, for people
     * @param locks from which its images are
     */
    record Side(String name, Release release, List<LockedImage> locks) {

        /** What an image is locked to, for people; empty when the release does not have it. */
        private String tag(String image) {
            List<ImageOrigin> origins = locks.stream().filter(lock -> lock.override().matches(image)).findFirst()
                    .map(lock -> lock.override().origins()).orElse(List.of());
            return Optional.ofNullable(release.images().get(image))
                    .map(pinned -> new LockedTag(image, pinned, origins).toString()).orElse("");
        }

        private Map<String, JsonNode> resources() {
            Map<String, JsonNode> resources = new TreeMap<>();
            Resource.of(Yaml.read(name, release.state()), ignored -> { })
                    .forEach(resource -> resources.put(resource.title(), resource.content()));
            return resources;
        }
    }

    ReleaseDifference(Side one, Side other) {
        this.one = one;
        this.other = other;
        this.resourcesOfOne = one.resources();
        this.resourcesOfOther = other.resources();
        Stream.concat(resourcesOfOne.keySet().stream(), resourcesOfOther.keySet().stream()).distinct()
                .filter(key -> !Objects.equals(resourcesOfOne.get(key), resourcesOfOther.get(key)))
                .sorted().forEach(resources::add);
    }

    boolean isEmpty() {
        return resources.isEmpty() && images().rows().isEmpty();
    }

    /** The images that are others, with what each release has; a dash for an image that it does not have. */
    Table images() {
        Map<String, String> images = one.release.images();
        Map<String, String> others = other.release.images();
        TreeSet<String> all = new TreeSet<>(images.keySet());
        all.addAll(others.keySet());
        return new Table("images", List.of(new Table.Column("image", "Image"), new Table.Column("from", one.name),
                new Table.Column("to", other.name)), all.stream()
                        .filter(image -> !Objects.equals(images.get(image), others.get(image)))
                        .map(image -> List.of(image, one.tag(image), other.tag(image))).toList(), List.of());
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
        return !resourcesOfOther.containsKey(key) ? "only in " + one.name
                : !resourcesOfOne.containsKey(key) ? "only in " + other.name : "differs";
    }

    private static String yaml(JsonNode resource, DiffMask mask) {
        return resource == null ? "" : YamlWriter.write(mask.masked(SecretData.encoded(resource)));
    }
}
