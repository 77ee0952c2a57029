import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;

/** Archives that come from elsewhere are looked at before anything is made of them. */
class ChartArchiveTest {
    private static final PublishedChart WEB = new PublishedChart("web", "1.2.0", "web-1.2.0.tgz", "");
    private static final String CHART = "apiVersion: v2\nname: web\nversion: 1.2.0\n";

    @Test
    void a_chart_is_fine_also_with_links_that_stay_inside() {
        require(archive("web/templates/a.yaml", "", ""));
        require(archive("web/templates/link", "../values.yaml", ""));
    }

    @Test
    void a_part_of_an_archive_is_refused() {
        byte[] whole = archive("web/templates/a.yaml", "", "x".repeat(4000));
        for (int length : new int[] {0, 10, whole.length / 2, whole.length - 4}) {
            fails(Arrays.copyOf(whole, length), "is no archive, or not all of it");
        }
        fails("<html>Please log in</html>".getBytes(StandardCharsets.UTF_8), "is no archive");
    }

    @Test
    void files_outside_are_refused() {
        fails(archive("web/../../etc/cron.d/x", "", "x"), "a file outside of its directory: web/../../etc/cron.d/x");
        fails(archive("../x", "", "x"), "a file outside of its directory: ../x");
        fails(archive("/etc/cron.d/x", "", "x"), "a file outside of its directory: /etc/cron.d/x");
        fails(archive("C:\\x", "", "x"), "a file outside of its directory");
        fails(archive("web\\..\\..\\x", "", "x"), "a file outside of its directory");
    }

    @Test
    void links_that_lead_out_are_refused() {
        fails(archive("web/link", "../../secrets", ""), "a link that leads out of its directory: web/link -> ../../secrets");
        fails(archive("web/link", "/etc/passwd", ""), "a link that leads out of its directory: web/link -> /etc/passwd");
    }

    @Test
    void another_chart_is_refused() {
        Failure failure = assertThrows(Failure.class, () -> ChartArchive.require(
                new PublishedChart("web", "1.3.0", "", ""), archive("web/a", "", ""), "a test"));
        assertTrue(failure.getMessage().endsWith("holds another chart: web 1.2.0"), failure.getMessage());
    }

    private static void require(byte[] archive) {
        ChartArchive.require(WEB, archive, "a test");
    }

    private static void fails(byte[] archive, String reason) {
        Failure failure = assertThrows(Failure.class, () -> require(archive));
        assertTrue(failure.getMessage().contains(reason), failure.getMessage());
    }

    /** The archive of a chart, with one more file, or a link when there is something that it leads to. */
    private static byte[] archive(String name, String link, String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            put(tar, new TarArchiveEntry("web/Chart.yaml"), CHART);
            TarArchiveEntry entry = link.isEmpty() ? new TarArchiveEntry(name, true)
                    : new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
            entry.setName(name);
            entry.setLinkName(link);
            put(tar, entry, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, String text) throws IOException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }
}
