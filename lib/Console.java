//DEPS info.picocli:picocli:4.7.7
// What libraries log is not for people.
//DEPS org.slf4j:slf4j-nop:2.0.19
//SOURCES LiveBlock.java
//SOURCES Terminal.java

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import picocli.CommandLine.Help.Ansi;

/**
 * What scripts tell people: lines on standard error, so that standard output stays data. Colours, and what
 * is going on right now, appear on a terminal only; {@code NO_COLOR} and {@code CI} turn them off.
 */
final class Console {
    private static final int TERMINAL_WIDTH = 80;

    private final PrintStream err = System.err;
    private final boolean inCi = isSet("CI");
    private final boolean colours = Ansi.AUTO.enabled() && !inCi;
    private final Optional<LiveBlock> block = inCi || !Terminal.isThere() ? Optional.empty()
            : Optional.of(new LiveBlock(err, Terminal::size, this::dim));
    private final Set<String> warnings = ConcurrentHashMap.newKeySet();
    private boolean blockStays;

    /** A line that stays. */
    synchronized void info(String line) {
        if (!blockStays) {
            clearProgress();
        }
        block.ifPresentOrElse(live -> live.above(line), () -> err.println(line));
    }

    /** A headline: what has been achieved. */
    void done(String line) {
        info(paint("bold,green", line));
    }

    /** A warning, which is told once however often it comes up. */
    void warn(String line) {
        if (warnings.add(line)) {
            info(paint("bold,yellow", "warning:") + " " + line);
        }
    }

    void error(Failure failure) {
        clearProgress();
        info(paint("bold,red", "error:") + " " + failure.getMessage());
        failure.advice().lines().forEach(line -> info("  " + line));
    }

    /** What is going on right now; the next line replaces it. */
    synchronized void progress(String what) {
        block.ifPresent(live -> live.draw(size -> List.of(what)));
        blockStays = false;
    }

    /** All that is going on right now, in place of what this showed before; lines that stay go above it. */
    synchronized void live(LiveBlock.Content content) {
        block.ifPresent(live -> live.draw(content));
        blockStays = true;
    }

    /** Whether people see what is going on right now: on a terminal. */
    boolean isLive() {
        return block.isPresent();
    }

    synchronized void clearProgress() {
        block.ifPresent(LiveBlock::erase);
        blockStays = false;
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
