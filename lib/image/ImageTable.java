//SOURCES ../Console.java
//SOURCES ../render/ReleaseImages.java
//SOURCES ../yaml/Json.java

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The images of a release as a table for people, which fits 80 columns, or as JSON for programs. */
final class ImageTable {
    private static final int WIDTH = 80;
    private static final int SHORT_DIGEST = "sha256:".length() + 10;
    private static final String NOT_LOCKED = "NOT LOCKED";

    private final List<ReleaseImages.Image> images;
    private final Map<Path, Instant> changes;
    private final Instant now;

    private record Row(String image, String digest, String lock, String age) {}

    /** @param changes when each lock file was changed last */
    ImageTable(List<ReleaseImages.Image> images, Map<Path, Instant> changes, Instant now) {
        this.images = images;
        this.changes = changes;
        this.now = now;
    }

    /** An image whose name takes more than its share of a line has the rest on the next. */
    String text(Console console) {
        List<Row> rows = new ArrayList<>(List.of(new Row("IMAGE", "DIGEST", "LOCK", "AGE")));
        images.forEach(image -> rows.add(row(image)));
        int digest = width(rows, Row::digest);
        int lock = width(rows, Row::lock);
        int age = width(rows, Row::age);
        int rest = Math.max("IMAGE".length(), WIDTH - digest - lock - age - 6);
        int image = Math.min(width(rows, Row::image), rest);
        StringBuilder text = new StringBuilder();
        for (Row row : rows) {
            boolean fits = row.image.length() <= image;
            String line = (fits ? row.image : row.image + "\n")
                    + " ".repeat(fits ? image - row.image.length() : image) + "  " + padded(row.digest, digest)
                    + "  " + padded(row.lock, lock) + "  " + row.age;
            text.append(row.digest.equals(NOT_LOCKED) ? console.alarm(line.stripTrailing()) : line.stripTrailing())
                    .append("\n");
        }
        return text.toString();
    }

    /** A list of {@code image}, {@code locked}, and what is known of {@code pinned}, {@code lock}, {@code changed}. */
    String json() {
        ArrayNode list = Json.array();
        for (ReleaseImages.Image image : images) {
            ObjectNode entry = list.addObject().put("image", image.name()).put("locked", image.isLocked());
            if (image.isLocked()) {
                entry.put("pinned", image.pinned());
            }
            image.lock().ifPresent(lock -> entry.put("lock", lock.file().toString())
                    .put("changed", changes.get(lock.file()).truncatedTo(ChronoUnit.SECONDS).toString()));
        }
        try {
            return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(list) + "\n";
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Row row(ReleaseImages.Image image) {
        if (!image.isLocked()) {
            return new Row(image.name(), NOT_LOCKED, image.lock().map(LockedImage::shortFile).orElse("-"), "-");
        }
        ImageReference pinned = ImageReference.parse(image.pinned());
        String digest = pinned.digest().isEmpty() ? pinned.tag()
                : pinned.digest().substring(0, Math.min(SHORT_DIGEST, pinned.digest().length()));
        String lock = image.lock().map(LockedImage::shortFile).orElse(
                ImageReference.parse(image.name()).isPinned() ? "its name" : "manifests");
        return new Row(image.name(), digest, lock,
                image.lock().map(locked -> age(changes.get(locked.file()))).orElse("-"));
    }

    /** As kubectl says it: in the largest unit that is not 0. */
    private String age(Instant since) {
        Duration age = Duration.between(since, now);
        if (age.toDays() > 0) {
            return age.toDays() + "d";
        }
        return age.toHours() > 0 ? age.toHours() + "h" : age.toMinutes() > 0 ? age.toMinutes() + "m"
                : Math.max(0, age.toSeconds()) + "s";
    }

    private static int width(List<Row> rows, java.util.function.Function<Row, String> column) {
        return rows.stream().mapToInt(row -> column.apply(row).length()).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
