//SOURCES ../Terminal.java
//SOURCES ../resource/ResourceKey.java
//SOURCES ../resource/ResourceTitle.java

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a deploy waits for, and since when: the lines that a terminal shows meanwhile. */
record UnfinishedBlock(List<Row> rows, Instant now) {
    private static final int WIDTH_OF_AGE = 6;
    private static final int SHORTEST_NAME = 30;
    private static final String INDENT = " ".repeat(WIDTH_OF_AGE + 3);

    /**
     * @param since when waiting for it began
     * @param message what is not yet so
     * @param details of what was made for it and is not ready either
     */
    record Row(JsonNode resource, Instant since, String message, List<String> details) {}

    /**
     * A headline and the resources that are waited for the longest. Details are left out where there is no room for
     * those of all, and the ends of names where there is none for what a resource waits for.
     */
    List<String> lines(String headline, Terminal.Size room) {
        List<String> all = new ArrayList<>(List.of(headline));
        boolean inOne = rows.stream().map(row -> ResourceKey.of(row.resource).namespace()).distinct().count() <= 1;
        int details = rows.stream().mapToInt(row -> row.details.size()).sum();
        for (Row row : rows) {
            all.add(line(row, inOne, room.columns()));
            if (1 + rows.size() + details <= room.rows()) {
                row.details.forEach(detail -> all.add(INDENT + detail));
            }
        }
        if (all.size() <= room.rows()) {
            return all;
        }
        int shown = Math.max(0, room.rows() - 1);
        List<String> some = new ArrayList<>(all.subList(0, shown));
        some.add(" ".repeat(WIDTH_OF_AGE + 1) + "… and " + (all.size() - shown) + " more");
        return some;
    }

    private String line(Row row, boolean inOne, int columns) {
        String namespace = ResourceKey.of(row.resource).namespace();
        String name = ResourceTitle.shortOf(row.resource) + (inOne || namespace.isEmpty() ? "" : " in " + namespace);
        String message = row.message.isEmpty() ? "" : ": " + row.message;
        int forName = Math.max(SHORTEST_NAME, columns - WIDTH_OF_AGE - 1 - message.length());
        return String.format("%" + WIDTH_OF_AGE + "s %s%s", age(Duration.between(row.since, now)),
                name.length() <= forName ? name : name.substring(0, forName - 1) + "…", message);
    }

    /** Such as {@code 7s}, {@code 1m07s} and {@code 1h05m}. */
    private static String age(Duration age) {
        return age.toHours() > 0 ? String.format("%dh%02dm", age.toHours(), age.toMinutesPart())
                : age.toMinutes() > 0 ? String.format("%dm%02ds", age.toMinutes(), age.toSecondsPart())
                : Math.max(0, age.toSeconds()) + "s";
    }
}
