//SOURCES ../Console.java
//SOURCES ../wait/UnfinishedBlock.java

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Says what a deploy is doing: in lines with the time, as kapp writes them. On a terminal, what has not ended is in a
 * block below them instead, which follows it.
 */
final class ProgressLog {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("h:mm:ssa", Locale.ENGLISH);

    private final Console console;
    private final Consumer<String> record;
    private final Consumer<List<JsonNode>> podsTold;
    private String headline = "";

    /** @param record gets all lines, too */
    ProgressLog(Console console, Consumer<String> record) {
        this(console, record, pods -> { });
    }

    private ProgressLog(Console console, Consumer<String> record, Consumer<List<JsonNode>> podsTold) {
        this.console = console;
        this.record = record;
        this.podsTold = podsTold;
    }

    /** The same, with somebody who is told of Pods. */
    ProgressLog tellingPods(Consumer<List<JsonNode>> somebody) {
        return new ProgressLog(console, record, somebody);
    }

    /** The application's Pods, whenever they have been looked at. */
    void pods(List<JsonNode> pods) {
        podsTold.accept(pods);
    }

    /** Something that has happened. */
    void line(String text) {
        console.info(recorded(text));
    }

    /** Something that goes on, which the next {@link #show} shows as well. */
    void passing(String text) {
        String line = recorded(text);
        if (!console.isLive()) {
            console.info(line);
        }
    }

    /** All that goes on. */
    void show(UnfinishedBlock unfinished) {
        console.live(size -> unfinished.lines(headline, size));
    }

    private String recorded(String text) {
        String line = LocalTime.now().format(TIME) + ": " + text;
        record.accept(line);
        return line;
    }

    /** @param step such as {@code applying 3 changes} */
    void headline(String step, int done, int all) {
        passing("---- " + step + " [" + done + "/" + all + " done] ----");
        headline = step.substring(0, 1).toUpperCase(Locale.ROOT) + step.substring(1) + ", " + done + " of " + all
                + " done";
    }
}
