//SOURCES yaml/Json.java

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows under headings, as kapp prints them.
 *
 * @param content what the rows are, for JSON
 * @param rows a cell for each column; empty ones are shown as {@code -}
 * @param notes lines that follow the rows
 */
record Table(String content, List<Column> columns, List<List<String>> rows, List<String> notes) {
    private static final String EMPTY = "-";
    private static final String SAME = "^";

    /**
     * @param key its name in JSON
     * @param title its heading
     */
    record Column(String key, String title) {}

    /** Headings, rows and, after an empty line, the notes. */
    String text() {
        List<List<String>> shown = new ArrayList<>(List.of(columns.stream().map(Column::title).toList()));
        shown.addAll(rows);
        return lines(shown, "  ") + (notes.isEmpty() ? "" : "\n" + String.join("\n", notes) + "\n");
    }

    /** The same, without the spaces at the ends of lines that kapp has. */
    String compact() {
        return text().replaceAll(" +\n", "\n");
    }

    /** For people: below a title, with how many there are at the end. */
    String text(String title, String things) {
        return title + "\n\n" + text() + "\n" + rows.size() + " " + things + "\n";
    }

    /** For people, where cells are long: below a title, a line for each cell, and rows apart from one another. */
    String transposed(String title, String things) {
        StringBuilder text = new StringBuilder(title + "\n\n");
        for (List<String> row : rows) {
            List<List<String>> pairs = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                pairs.add(List.of(columns.get(i).title(), row.get(i)));
            }
            text.append(lines(pairs, "  ")).append("\n");
        }
        return text + "" + rows.size() + " " + things + "\n";
    }

    /** Only the rows, with tabs between the cells: for what reads them where there is no terminal. */
    String plain() {
        return lines(rows, "\t");
    }

    /** With {@code ^} for what is the same in the first column as in the row before; for rows that are sorted by it. */
    Table grouped() {
        List<List<String>> grouped = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            List<String> row = new ArrayList<>(rows.get(i));
            if (i > 0 && row.get(0).equals(rows.get(i - 1).get(0))) {
                row.set(0, SAME);
            }
            grouped.add(row);
        }
        return new Table(content, columns, grouped, notes);
    }

    /** An element of {@code Tables}. */
    ObjectNode json() {
        ObjectNode table = Json.object().put("Content", content);
        ObjectNode header = table.putObject("Header");
        List<Column> sorted = columns.stream().sorted(Comparator.comparing(Column::key)).toList();
        sorted.forEach(column -> header.put(column.key, column.title));
        ArrayNode lines = table.putArray("Rows");
        for (List<String> row : rows) {
            ObjectNode cells = lines.addObject();
            sorted.forEach(column -> cells.put(column.key, row.get(columns.indexOf(column))));
        }
        if (notes.isEmpty()) {
            table.putNull("Notes");
        } else {
            ArrayNode listed = table.putArray("Notes");
            notes.forEach(listed::add);
        }
        return table;
    }

    /** Cells of several lines take as many; all columns but the last are as wide as their widest cell. */
    private static String lines(List<List<String>> rows, String separator) {
        List<List<List<String>>> cells = rows.stream().map(row -> row.stream().map(Table::cell).toList()).toList();
        int columns = rows.isEmpty() ? 0 : rows.get(0).size();
        int[] widths = new int[columns];
        cells.forEach(row -> Arrays.setAll(widths, column -> Math.max(widths[column],
                row.get(column).stream().mapToInt(Table::length).max().orElse(0))));
        StringBuilder text = new StringBuilder();
        for (List<List<String>> row : cells) {
            int height = row.stream().mapToInt(List::size).max().orElse(1);
            for (int line = 0; line < height; line++) {
                for (int column = 0; column < columns; column++) {
                    List<String> cell = row.get(column);
                    String part = line < cell.size() ? cell.get(line) : "";
                    int padding = column == columns - 1 ? 0 : widths[column] - length(part);
                    text.append(part).append(" ".repeat(padding)).append(separator);
                }
                text.append("\n");
            }
        }
        return text.toString();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static List<String> cell(String text) {
        return text.isEmpty() ? List.of(EMPTY) : text.lines().toList();
    }

    /** Breaks a text at spaces into lines that are not longer than the width, as far as its words allow. */
    static String wrapped(String text, int width) {
        return text.lines().map(line -> {
            StringBuilder wrapped = new StringBuilder();
            int column = 0;
            for (String word : line.strip().split(" +")) {
                boolean fits = column == 0 || column + 1 + word.length() <= width;
                wrapped.append(column == 0 ? "" : fits ? " " : "\n").append(word);
                column = (fits && column > 0 ? column + 1 : 0) + word.length();
            }
            return wrapped.toString();
        }).collect(Collectors.joining("\n"));
    }
}
