import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Indexes that were read before do not fill the disk. */
@InSandbox
class IndexCacheTest {
    private static final String TEXT = "apiVersion: v1\nentries: {}\n";
    private static final RegistryHttp.Answer TAGGED =
            new RegistryHttp.Answer(200, Map.of("etag", List.of("one")), new byte[0]);

    @Test
    void what_was_used_least_recently_goes_when_there_is_too_much(Sandbox sandbox) throws IOException {
        Path directory = sandbox.path("cache");
        IndexCache all = new IndexCache(new CacheDirectory(directory, Long.MAX_VALUE));
        all.keep("unused", TAGGED, TEXT);
        long size = size(directory);
        all.keep("used", TAGGED, TEXT);
        age(directory);
        assertEquals(TEXT, all.find("used").orElseThrow().text());
        new IndexCache(new CacheDirectory(directory, 2 * size)).keep("new", TAGGED, TEXT);
        assertEquals(List.of(false, true, true),
                Stream.of("unused", "used", "new").map(address -> all.find(address).isPresent()).toList());
    }

    private static long size(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    /** As if nobody had used anything for some hours. */
    private static void age(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(3))));
            }
        }
    }
}
