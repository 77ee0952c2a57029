//SOURCES Terminal.java

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Lines at the end of what a terminal shows, which are drawn again in their place. They never take more room than
 * there is: what does not fit into a line is cut off.
 */
final class LiveBlock {
    private static final String UP = "\u001b[%dA";
    private static final String CLEAR_LINE = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";
    private static final long SIZE_HOLDS = Duration.ofMillis(250).toNanos();

    private final PrintStream out;
    private final Supplier<Terminal.Size> size;
    private final UnaryOperator<String> style;
    private List<String> shown = List.of();
    private Terminal.Size lastSize;
    private long lastLook;

    /** Chooses what to show. */
    interface Content {
        /** @param size how many lines there may be, and how long they may be */
        List<String> lines(Terminal.Size size);
    }

    /** @param style adds colours to a line */
    LiveBlock(PrintStream out, Supplier<Terminal.Size> size, UnaryOperator<String> style) {
        this.out = out;
        this.size = size;
        this.style = style;
    }

    /** Shows this in place of what was there. */
    void draw(Content content) {
        Terminal.Size now = size();
        write(toTheTop(now) + drawn(content.lines(room(now)), now));
    }

    /** Puts a line above it that stays. */
    void above(String line) {
        if (shown.isEmpty()) {
            write(line + "\n");
            return;
        }
        Terminal.Size now = size();
        write(toTheTop(now) + line.replace("\n", CLEAR_LINE + "\n") + CLEAR_LINE + "\n" + drawn(shown, now));
    }

    void erase() {
        if (!shown.isEmpty()) {
            write(toTheTop(size()) + CLEAR_BELOW);
            shown = List.of();
        }
    }

    private Terminal.Size size() {
        if (lastSize == null || System.nanoTime() - lastLook > SIZE_HOLDS) {
            lastSize = size.get();
            lastLook = System.nanoTime();
        }
        return lastSize;
    }

    private String drawn(List<String> lines, Terminal.Size now) {
        Terminal.Size room = room(now);
        shown = lines.stream().limit(room.rows()).map(line -> cut(line, room.columns())).toList();
        return shown.stream().map(line -> style.apply(line) + CLEAR_LINE).collect(Collectors.joining("\n"))
                + CLEAR_BELOW;
    }

    /** The last row and column make terminals scroll. */
    private static Terminal.Size room(Terminal.Size terminal) {
        return new Terminal.Size(Math.max(1, terminal.rows() - 1), Math.max(1, terminal.columns() - 1));
    }

    /** Lines may take several rows since the terminal has become narrower. */
    private String toTheTop(Terminal.Size now) {
        int rows = shown.stream()
                .mapToInt(line -> Math.max(1, (length(line) + now.columns() - 1) / now.columns())).sum();
        return shown.isEmpty() ? "" : "\r" + (rows > 1 ? String.format(UP, rows - 1) : "");
    }

    private void write(String text) {
        out.print(text);
        out.flush();
    }

    /** Control characters would move the cursor. */
    private static String cut(String text, int columns) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return length(line) <= columns ? line
                : line.substring(0, line.offsetByCodePoints(0, columns - 1)) + "…";
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
