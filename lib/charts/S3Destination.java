//SOURCES ../Common.java
//SOURCES ../io/Parallel.java
//SOURCES ../io/TemporaryDirectory.java
//SOURCES ../io/Tries.java
//SOURCES ChartDestination.java
//SOURCES S3Bucket.java
//SOURCES S3Place.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A repository in a bucket, as the plugin helm-s3 keeps it.
 *
 * <p>The index is replaced on the condition that it is still the one that was read; who comes second reads it again.
 * Servers that do not know conditions take every write: so the index is read once more after it was written.
 */
record S3Destination(S3Place place, S3Bucket bucket, Tools.Tool helm) implements ChartDestination {
    private static final int MOST_TRIES = 40;
    private static final int MOST_BYTES_OF_METADATA = 1900;

    static S3Destination open(String url, Common common) {
        return new S3Destination(S3Place.of(url), S3Bucket.open(common), common.tools().find(PinnedTool.HELM));
    }

    /** An index, and the tag of its contents; without a tag when there is none yet. */
    private record Stored(ChartIndex index, String etag) {
        boolean lists(ChartPackage chart) {
            return index.versions(chart.name()).stream().anyMatch(one -> one.version().equals(chart.version()));
        }
    }

    @Override
    public String publish(ChartPackage chart, boolean force) {
        S3Place archive = place.resolve(chart.fileName());
        JsonNode entry = chart.entry(place.toString());
        if (force || !isUploaded(chart, archive)) {
            upload(chart, archive, entry, force);
        }
        chart.provenance().ifPresent(file -> bucket.put(
                place.resolve(chart.fileName() + ".prov"), ChartPackage.read(file), Map.of()));
        enter(chart, entry);
        return archive.toString();
    }

    /**
     * Whether a publication that did not come to its end has left this very archive, which the index does not have.
     *
     * @throws Failure when the version is there
     */
    private boolean isUploaded(ChartPackage chart, S3Place archive) {
        boolean isListed = stored().filter(stored -> stored.lists(chart)).isPresent();
        boolean isThere = !isListed && bucket.exists(archive);
        if (isListed || isThere && !Arrays.equals(bucket.get(archive, Map.of()).body(), chart.content())) {
            throw ChartDestination.exists(chart, place.toString());
        }
        return isThere;
    }

    private void upload(ChartPackage chart, S3Place archive, JsonNode entry, boolean force) {
        Map<String, String> headers = new HashMap<>(metadata(chart, entry));
        headers.put("Content-Type", "application/gzip");
        if (!force) {
            headers.put("If-None-Match", "*");
        }
        if (!bucket.put(archive, chart.content(), headers)) {
            throw ChartDestination.exists(chart, place.toString());
        }
    }

    @Override
    public String repository() {
        return place.toString();
    }

    private void enter(ChartPackage chart, JsonNode entry) {
        for (Tries tries = new Tries(); ; ) {
            Stored stored = read();
            byte[] changed = stored.index.with(chart.name(), entry).text().getBytes(StandardCharsets.UTF_8);
            Map<String, String> condition = stored.etag.isEmpty() ? Map.of("If-None-Match", "*")
                    : Map.of("If-Match", stored.etag);
            Map<String, String> headers = new HashMap<>(condition);
            headers.put("Content-Type", "application/x-yaml");
            if (bucket.put(place.resolve(ChartIndex.FILE), changed, headers) && isEntered(chart)) {
                return;
            }
            tries.next(MOST_TRIES, "others write " + place.resolve(ChartIndex.FILE) + " all the time");
        }
    }

    private boolean isEntered(ChartPackage chart) {
        return read().index.versions(chart.name()).stream().anyMatch(one -> one.version().equals(chart.version())
                && one.sha256().equals(chart.sha256()));
    }

    private Stored read() {
        return stored().orElseGet(() -> new Stored(ofArchives(place.resolve(ChartIndex.FILE)), ""));
    }

    /** Empty when there is no index yet. */
    private Optional<Stored> stored() {
        S3Place file = place.resolve(ChartIndex.FILE);
        RegistryHttp.Answer answer = bucket.get(file, Map.of());
        if (answer.status() == 200) {
            return Optional.of(new Stored(new ChartIndex(file.toString(), answer.text()), answer.header("ETag")));
        }
        if (answer.status() != 404 || answer.text().contains("NoSuchBucket")) {
            throw bucket.refusal("cannot read " + file, answer);
        }
        return Optional.empty();
    }

    /** The index of the archives that a bucket without one holds. */
    private ChartIndex ofArchives(S3Place file) {
        List<String> archives = bucket.list(place).stream().filter(name -> name.endsWith(".tgz")).toList();
        if (archives.isEmpty()) {
            return ChartIndex.empty(file.toString());
        }
        try (TemporaryDirectory directory = TemporaryDirectory.create("charts-")) {
            Parallel.map(archives, name -> download(name, directory.path()));
            helm.run("repo", "index", directory.path().toString(), "--url", place.toString()).checked();
            return new ChartIndex(file.toString(), Files.readString(directory.path().resolve(ChartIndex.FILE)) + "\n");
        } catch (IOException e) {
            throw new Failure("cannot write the index of " + place + ": " + e.getMessage());
        }
    }

    private Path download(String name, Path directory) {
        RegistryHttp.Answer answer = bucket.get(place.resolve(name), Map.of());
        if (answer.status() != 200) {
            throw bucket.refusal("cannot read " + place.resolve(name), answer);
        }
        try {
            return Files.write(directory.resolve(name), answer.body());
        } catch (IOException e) {
            throw Failure.writing(directory.resolve(name), e);
        }
    }

    /** What helm-s3 makes an index of without reading the archives; S3 takes no more than 2 KB of it. */
    private static Map<String, String> metadata(ChartPackage chart, JsonNode entry) {
        ObjectNode about = entry.deepCopy();
        about.remove(List.of("created", "digest", "urls"));
        String text = about.toString();
        boolean fits = text.getBytes(StandardCharsets.UTF_8).length + chart.sha256().length() < MOST_BYTES_OF_METADATA
                && text.chars().allMatch(c -> c >= ' ' && c < 127);
        return fits ? Map.of("x-amz-meta-chart-metadata", text, "x-amz-meta-chart-digest", chart.sha256()) : Map.of();
    }
}
