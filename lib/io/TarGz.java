//DEPS org.apache.commons:commons-compress:1.28.0

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Reads files out of a {@code .tar.gz} archive: a chart's, or a release of a tool. */
final class TarGz {
    private TarGz() {}

    /**
     * Copies the first file of the archive whose path fits.
     *
     * @return whether there is one
     */
    static boolean extract(Path archive, Predicate<String> path, OutputStream to) throws IOException {
        try (TarArchiveInputStream tar = open(archive)) {
            boolean found = next(tar, path) != null;
            if (found) {
                tar.transferTo(to);
            }
            return found;
        }
    }

    /** The texts of all files whose path fits, by that path. */
    static Map<String, String> texts(Path archive, Predicate<String> path) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (TarArchiveInputStream tar = open(archive)) {
            for (TarArchiveEntry file = next(tar, path); file != null; file = next(tar, path)) {
                texts.put(file.getName(), new String(tar.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    /** All files of an archive by their paths, in no order that matters. */
    static Map<String, byte[]> contents(InputStream archive) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        try (TarArchiveInputStream tar = open(archive)) {
            for (TarArchiveEntry file = next(tar, path -> true); file != null; file = next(tar, path -> true)) {
                contents.put(file.getName(), tar.readAllBytes());
            }
        }
        return contents;
    }

    /** Writes an archive of files by their paths: the same bytes for the same files, whoever writes it and when. */
    static void write(Map<String, byte[]> files, OutputStream to) throws IOException {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(
                new GZIPOutputStream(to), StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setModTime(0);
                entry.setUserName("");
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        }
    }

    private static TarArchiveInputStream open(Path archive) throws IOException {
        return open(new BufferedInputStream(Files.newInputStream(archive)));
    }

    private static TarArchiveInputStream open(InputStream file) throws IOException {
        try {
            return new TarArchiveInputStream(new GZIPInputStream(file), StandardCharsets.UTF_8.name());
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private static TarArchiveEntry next(TarArchiveInputStream tar, Predicate<String> path) throws IOException {
        TarArchiveEntry entry = tar.getNextEntry();
        while (entry != null && !(entry.isFile() && path.test(entry.getName()))) {
            entry = tar.getNextEntry();
        }
        return entry;
    }
}
