import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/** Reads a file out of a {@code .tar.gz} archive: a chart's, or a release of a tool. */
final class TarGz {
    private static final int BLOCK = 512;
    private static final int BUFFER = 16 * 1024;
    private static final int NAME = 0;
    private static final int NAME_LENGTH = 100;
    private static final int SIZE = 124;
    private static final int SIZE_LENGTH = 12;
    private static final int TYPE = 156;
    private static final int PREFIX = 345;
    private static final int PREFIX_LENGTH = 155;

    private TarGz() {}

    /**
     * Copies the first file of the archive whose path fits.
     *
     * @return whether there is one
     */
    static boolean extract(Path archive, Predicate<String> path, OutputStream to) throws IOException {
        try (InputStream tar = new GZIPInputStream(Files.newInputStream(archive), BUFFER)) {
            for (byte[] header = block(tar); header.length == BLOCK && header[0] != 0; header = block(tar)) {
                long size = Long.parseLong(text(header, SIZE, SIZE_LENGTH).strip(), 8);
                boolean file = header[TYPE] == '0' || header[TYPE] == 0;
                if (file && path.test(path(header))) {
                    copy(tar, size, to);
                    return true;
                }
                tar.skipNBytes((size + BLOCK - 1) / BLOCK * BLOCK);
            }
            return false;
        } catch (NumberFormatException e) {
            throw new IOException("it is no tar archive", e);
        }
    }

    private static byte[] block(InputStream tar) throws IOException {
        return tar.readNBytes(BLOCK);
    }

    private static String path(byte[] header) {
        String prefix = text(header, PREFIX, PREFIX_LENGTH);
        String name = text(header, NAME, NAME_LENGTH);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }

    private static void copy(InputStream tar, long size, OutputStream to) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (long left = size; left > 0;) {
            int read = tar.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException("it ends too early");
            }
            to.write(buffer, 0, read);
            left -= read;
        }
    }
}
