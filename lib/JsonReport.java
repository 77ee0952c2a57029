//SOURCES Table.java
//SOURCES yaml/Json.java

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** All that a command says, collected for programs, in the shape of kapp's {@code --json}. Safe for threads. */
final class JsonReport {
    private final List<Table> tables = new ArrayList<>();
    private final List<String> blocks = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    /** Go's library escapes the signs of HTML. */
    private static final class GoEscapes extends CharacterEscapes {
        private static final long serialVersionUID = 1L;
        private static final String OF_HTML = "<>&";

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            OF_HTML.chars().forEach(sign -> codes[sign] = ESCAPE_CUSTOM);
            return codes;
        }

        @Override
        public SerializableString getEscapeSequence(int sign) {
            boolean escaped = OF_HTML.indexOf(sign) >= 0 || sign == 0x2028 || sign == 0x2029;
            return escaped ? new SerializedString(String.format("\\u%04x", sign)) : null;
        }
    }

    synchronized void table(Table table) {
        tables.add(table);
    }

    synchronized void block(String text) {
        blocks.add(text);
    }

    synchronized void line(String text) {
        lines.add(text);
    }

    /** Without a line break at the end. */
    synchronized String text() {
        ObjectNode report = Json.object();
        report.set("Tables", list(tables, (table, list) -> list.add(table.json())));
        report.set("Blocks", list(blocks, (block, list) -> list.add(block)));
        report.set("Lines", list(lines, (line, list) -> list.add(line)));
        try {
            return writer().writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** No list rather than an empty one. */
    private static <T> JsonNode list(List<T> items, BiConsumer<T, ArrayNode> add) {
        if (items.isEmpty()) {
            return NullNode.instance;
        }
        ArrayNode list = Json.array();
        items.forEach(item -> add.accept(item, list));
        return list;
    }

    private static ObjectWriter writer() {
        DefaultIndenter indenter = new DefaultIndenter("    ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withArrayEmptySeparator("").withObjectEmptySeparator(""))
                .withArrayIndenter(indenter).withObjectIndenter(indenter);
        return Json.MAPPER.writer(printer).with(new GoEscapes());
    }
}
