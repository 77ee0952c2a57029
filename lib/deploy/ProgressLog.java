//SOURCES ../Console.java

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;

/** Lines that say what a deploy is doing, each with the time, as kapp writes them. */
final class ProgressLog {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("h:mm:ssa", Locale.ENGLISH);

    private final Console console;
    private final Consumer<String> record;

    /** @param record gets all lines, too */
    ProgressLog(Console console, Consumer<String> record) {
        this.console = console;
        this.record = record;
    }

    void line(String text) {
        String line = LocalTime.now().format(TIME) + ": " + text;
        console.info(line);
        record.accept(line);
    }

    /** @param step such as {@code applying 3 changes} */
    void headline(String step, int done, int all) {
        line("---- " + step + " [" + done + "/" + all + " done] ----");
    }
}
