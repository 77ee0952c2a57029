//DEPS info.picocli:picocli:4.7.7
// What libraries log is not for people.
//DEPS org.slf4j:slf4j-nop:2.0.19

import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/**
 * What scripts tell people: lines on standard error, so that standard output stays data. Colours and the progress line
 * appear on a terminal only; {@code NO_COLOR} and {@code CI} turn them off.
 */
final class Console {
    private static final String CLEAR_LINE = "\r\u001b[K";
    private static final int TERMINAL_WIDTH = 80;

    private final PrintStream err = System.err;
    private final boolean inCi = isSet("CI");
    private final boolean colours = Ansi.AUTO.enabled() && !inCi;
    private final boolean progressLine = System.console() != null && !inCi;
    private boolean progressShown;

    /** A line that stays. */
    synchronized void info(String line) {
        clearProgress();
        err.println(line);
    }

    /** A headline: what has been achieved. */
    void done(String line) {
        info(paint("bold,green", line));
    }

    void warn(String line) {
        info(paint("bold,yellow", "warning:") + " " + line);
    }

    void error(Failure failure) {
        info(paint("bold,red", "error:") + " " + failure.getMessage());
        failure.advice().lines().forEach(line -> info("  " + line));
    }

    /** What is going on right now; the next line replaces it. */
    synchronized void progress(String what) {
        if (progressLine) {
            String line = what.length() < TERMINAL_WIDTH ? what : what.substring(0, TERMINAL_WIDTH - 2) + "…";
            err.print(CLEAR_LINE + paint("faint", line));
            err.flush();
            progressShown = true;
        }
    }

    synchronized void clearProgress() {
        if (progressShown) {
            err.print(CLEAR_LINE);
            progressShown = false;
        }
    }

    /** Text that has to be seen. */
    String alarm(String text) {
        return paint("bold,yellow", text);
    }

    String dim(String text) {
        return paint("faint", text);
    }

    /** Items after one another, separated by commas, in lines that fit the terminal and begin with the indent. */
    static String wrapped(List<String> items, String indent) {
        StringBuilder text = new StringBuilder();
        int column = indent.length();
        for (int i = 0; i < items.size(); i++) {
            String item = items.get(i) + (i < items.size() - 1 ? "," : "");
            boolean fits = column + 1 + item.length() <= TERMINAL_WIDTH;
            text.append(i == 0 ? "" : fits ? " " : "\n" + indent).append(item);
            column = (fits ? column + 1 : indent.length()) + item.length();
        }
        return text.toString();
    }

    /** Whether the variable is set to something that does not mean no. */
    static boolean isSet(String variable) {
        String value = System.getenv(variable);
        return value != null && !value.isEmpty() && !value.equals("false") && !value.equals("0");
    }

    private String paint(String style, String text) {
        return colours ? Ansi.Style.on(Ansi.Style.parse(style)) + text + Ansi.Style.reset.on() : text;
    }
}
