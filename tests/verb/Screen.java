import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a terminal shows of what was written to it, as far as the control sequences that scripts use. */
final class Screen {
    private static final Pattern TOKEN = Pattern.compile("\u001b\\[([0-9;]*)([A-Za-z])|\r|\n|[^\u001b\r\n]");

    private final int columns;
    private final List<StringBuilder> rows = new ArrayList<>(List.of(new StringBuilder()));
    private int row;
    private int column;

    Screen(int columns) {
        this.columns = columns;
    }

    static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /** All that has been shown, and not been drawn over. */
    static String after(String written, int columns) {
        Screen screen = new Screen(columns);
        Matcher token = TOKEN.matcher(written);
        while (token.find()) {
            screen.take(token);
        }
        StringBuilder text = new StringBuilder();
        screen.rows.forEach(line -> text.append(line.toString().stripTrailing()).append('\n'));
        return text.toString().stripTrailing() + "\n";
    }

    private void take(Matcher token) {
        if (token.group(2) != null) {
            control(token.group(2), token.group(1));
        } else if (token.group().equals("\r")) {
            column = 0;
        } else if (token.group().equals("\n")) {
            down();
        } else {
            put(token.group());
        }
    }

    private void control(String command, String number) {
        switch (command) {
            case "A" -> row = Math.max(0, row - (number.isEmpty() ? 1 : Integer.parseInt(number)));
            case "K" -> rows.get(row).setLength(Math.min(column, rows.get(row).length()));
            case "J" -> {
                rows.get(row).setLength(Math.min(column, rows.get(row).length()));
                rows.subList(row + 1, rows.size()).clear();
            }
            case "m" -> { }
            default -> throw new IllegalArgumentException("ESC [" + number + command);
        }
    }

    private void down() {
        row++;
        column = 0;
        while (rows.size() <= row) {
            rows.add(new StringBuilder());
        }
    }

    private void put(String character) {
        if (column == columns) {
            down();
        }
        StringBuilder line = rows.get(row);
        while (line.length() <= column) {
            line.append(' ');
        }
        line.replace(column, column + 1, character);
        column++;
    }
}
