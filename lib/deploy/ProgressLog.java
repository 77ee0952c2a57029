//SOURCES ../Console.java

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Lines that say what a deploy is doing, each with the time, as kapp writes them. */
final class ProgressLog {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("h:mm:ssa", Locale.ENGLISH);

    private final Console console;

    ProgressLog(Console console) {
        this.console = console;
    }

    void line(String text) {
        console.info(LocalTime.now().format(TIME) + ": " + text);
    }

    /** @param step such as {@code applying 3 changes} */
    void headline(String step, int done, int all) {
        line("---- " + step + " [" + done + "/" + all + " done] ----");
    }
}
