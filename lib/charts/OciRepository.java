//SOURCES ../Failure.java
//SOURCES ../image/ImageReference.java
//SOURCES ../image/SemanticVersion.java
//SOURCES ../io/HttpProxies.java
//SOURCES ../registry/Registry.java
//SOURCES ../yaml/Json.java
//SOURCES ChartRepository.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * Charts in a registry, where each is an artifact as helm pushes it.
 *
 * @param place the registry and the path before the charts' names
 */
record OciRepository(String place, Registry registry) implements ChartRepository {
    static final String SCHEME = "oci://";
    private static final List<String> ARCHIVE = List.of(
            "application/vnd.cncf.helm.chart.content.v1.tar+gzip", "application/tar+gzip");
    private static final List<String> PROVENANCE = List.of("application/vnd.cncf.helm.chart.provenance.v1.prov");

    /** @param url with its scheme */
    static OciRepository of(String url, Registry registry) {
        return new OciRepository(url.substring(SCHEME.length()).replaceFirst("/+$", ""), registry);
    }

    /** Whether a registry is on a loopback address, where registries have no TLS. */
    static boolean isOnThisMachine(String url) {
        return HttpProxies.isLoopback(url.replaceFirst("^oci://([^/]+?)(:\\d+)?(/.*)?$", "$1"));
    }

    /** The tag of a version: a tag cannot have {@code +}. */
    static String tag(String version) {
        return version.replace('+', '_');
    }

    @Override
    public List<PublishedChart> versions(String chart) {
        return registry.tags(ImageReference.parse(place + "/" + chart)).stream().map(tag -> tag.replace('_', '+'))
                .filter(version -> SemanticVersion.parse(version.replaceFirst("\\+.*", "")).isPresent())
                .map(version -> new PublishedChart(chart, version, location(chart, version), "")).toList();
    }

    @Override
    public List<PublishedChart> newestVersions(String chart) {
        return versions(chart);
    }

    /** Without asking for all tags. */
    @Override
    public Optional<PublishedChart> find(String chart, String version) {
        return Optional.of(new PublishedChart(chart, version, location(chart, version), ""));
    }

    @Override
    public byte[] archive(PublishedChart chart) {
        ImageReference image = ImageReference.parse(chart.location());
        return layer(image, ARCHIVE).map(registry::content).orElseThrow(() -> new Failure(
                SCHEME + chart.location() + " is no chart", "It has no layer of the type " + ARCHIVE.get(0) + "."));
    }

    @Override
    public Optional<byte[]> provenance(PublishedChart chart) {
        return layer(ImageReference.parse(chart.location()), PROVENANCE).map(registry::content);
    }

    private Optional<ImageReference> layer(ImageReference image, List<String> types) {
        for (JsonNode layer : registry.manifest(image).path("layers")) {
            if (types.contains(layer.path("mediaType").asText())) {
                ImageReference found = image.at(layer.path("digest").asText());
                return found.isPinned() ? Optional.of(found) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private String location(String chart, String version) {
        return place + "/" + chart + ":" + tag(version);
    }
}
