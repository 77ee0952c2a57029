//SOURCES ../Failure.java
//SOURCES ../io/FileTree.java
//SOURCES ../tools/Tools.java
//SOURCES ../yaml/Yaml.java
//SOURCES ChartIndex.java

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A chart that helm has packaged.
 *
 * @param archive in a directory that holds nothing else but the chart's provenance, where there is one
 * @param sha256 of the archive, in lower-case hex
 * @param helm that has packaged it
 */
record ChartPackage(String name, String version, Path archive, String sha256, Tools.Tool helm) {

    /** The archive's name, which is the same in every repository. */
    String fileName() {
        return archive.getFileName().toString();
    }

    byte[] content() {
        return read(archive);
    }

    /** The signed statement beside the archive; empty when it was not signed. */
    Optional<Path> provenance() {
        return Optional.of(archive.resolveSibling(fileName() + ".prov")).filter(Files::exists);
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw Failure.reading(file, e);
        }
    }

    /**
     * What helm writes of it into the index of a repository.
     *
     * @param base the URL before the archive's name; empty for an index that names files beside it
     */
    JsonNode entry(String base) {
        Path directory = archive.getParent();
        if (base.isEmpty()) {
            helm.run("repo", "index", directory.toString()).checked();
        } else {
            helm.run("repo", "index", directory.toString(), "--url", base).checked();
        }
        Path index = directory.resolve(ChartIndex.FILE);
        JsonNode entry = Yaml.read(index).get(0).content().path("entries").path(name).path(0);
        FileTree.delete(index);
        return entry;
    }

    @Override
    public String toString() {
        return name + " " + version;
    }
}
