//SOURCES ../Failure.java
//SOURCES ../io/TarGz.java
//SOURCES ../yaml/Yaml.java
//SOURCES ../yaml/YamlNumber.java
//SOURCES PublishedChart.java

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Looks into an archive that comes from elsewhere, before anything is made of it. */
final class ChartArchive {
    private static final long MOST_BYTES = 100L << 20;
    private static final String OTHER = "Ask whoever runs the repository for a whole one.";

    private ChartArchive() {}

    /**
     * Makes sure that an archive is all there, is the chart that it is for, and has nothing that leads out of its
     * directory.
     *
     * @param source where it comes from, for people
     */
    static void require(PublishedChart chart, byte[] archive, String source) {
        String name = "the archive of " + chart + " from " + source;
        String about = null;
        long size = 0;
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                new GZIPInputStream(new ByteArrayInputStream(archive)), StandardCharsets.UTF_8.name())) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                requireInside(entry, name);
                size += entry.getSize();
                if (size > MOST_BYTES) {
                    throw new Failure(name + " unpacks to more than " + (MOST_BYTES >> 20) + " MB", OTHER);
                }
                byte[] content = tar.readAllBytes();
                about = entry.getName().matches("(\\./)?[^/]+/Chart\\.yaml")
                        ? new String(content, StandardCharsets.UTF_8) : about;
            }
        } catch (IOException e) {
            throw new Failure(name + " is no archive, or not all of it: " + e.getMessage(), OTHER);
        }
        if (about == null) {
            throw new Failure(name + " holds no chart: it has no Chart.yaml", OTHER);
        }
        requireIdentity(chart, Yaml.read(name + ", Chart.yaml", about).get(0).content(), name);
    }

    private static void requireInside(TarArchiveEntry entry, String name) {
        String path = entry.getName().replace('\\', '/');
        if (leadsOut(path)) {
            throw new Failure(name + " has a file outside of its directory: " + entry.getName(),
                    "Do not use it: such an archive writes where nobody expects it to.");
        }
        boolean isLink = entry.isSymbolicLink() || entry.isLink();
        String parent = entry.isSymbolicLink() ? path.substring(0, path.lastIndexOf('/') + 1) : "";
        String target = entry.getLinkName().replace('\\', '/');
        if (isLink && (target.startsWith("/") || leadsOut(parent + target))) {
            throw new Failure(name + " has a link that leads out of its directory: " + entry.getName() + " -> "
                    + entry.getLinkName(), "Do not use it: such an archive reads what it is not to see.");
        }
    }

    private static boolean leadsOut(String path) {
        Path normal = Path.of(path).normalize();
        return path.startsWith("/") || path.matches("[A-Za-z]:.*") || normal.startsWith("..");
    }

    private static void requireIdentity(PublishedChart chart, JsonNode about, String name) {
        JsonNode version = about.path("version");
        String found = about.path("name").asText() + " "
                + (version.isNumber() ? YamlNumber.printKey(version) : version.asText());
        if (!found.equals(chart.toString())) {
            throw new Failure(name + " holds another chart: " + found, OTHER);
        }
    }
}
