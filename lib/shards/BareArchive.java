//SOURCES ../io/TarGz.java
//SOURCES ChartContent.java

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A packaged chart with only some of its files. */
final class BareArchive {
    private BareArchive() {}

    /** @param keep tells by paths in the chart, archives in it taken for directories */
    static byte[] of(byte[] archive, Predicate<String> keep) throws IOException {
        return of(archive, "", keep);
    }

    private static byte[] of(byte[] archive, String prefix, Predicate<String> keep) throws IOException {
        Map<String, byte[]> kept = new TreeMap<>();
        for (Map.Entry<String, byte[]> file : TarGz.contents(new ByteArrayInputStream(archive)).entrySet()) {
            String path = file.getKey().replaceFirst("^\\./", "");
            String inChart = prefix + path.substring(path.indexOf('/') + 1);
            if (ChartContent.isArchive(inChart)) {
                kept.put(path, of(file.getValue(), inChart + "/", keep));
            } else if (keep.test(inChart)) {
                kept.put(path, file.getValue());
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TarGz.write(kept, bytes);
        return bytes.toByteArray();
    }
}
