//SOURCES ../Failure.java
//SOURCES ../yaml/Json.java
//SOURCES ../yaml/YamlNumber.java
//SOURCES SopsNode.java

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads and writes JSON as sops does: in order, numbers with fraction or exponent as 64-bit floats. */
final class SopsJson {
    private final String name;
    private final JsonParser parser;

    private SopsJson(String name, JsonParser parser) {
        this.name = name;
        this.parser = parser;
    }

    static SopsNode.Mapping read(String name, String text) {
        JsonFactory factory = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build();
        try (JsonParser parser = factory.createParser(text)) {
            SopsJson json = new SopsJson(name, parser);
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Failure(name + ": this is no JSON object", "sops encrypts nothing else.");
            }
            SopsNode.Mapping mapping = json.mapping();
            if (parser.nextToken() != null) {
                throw new Failure(name + ": there is something after the end of the JSON object");
            }
            return mapping;
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new Failure(name + ", line " + line + ": this is not valid JSON, or a key stands there twice");
        } catch (IOException e) {
            throw new IllegalStateException("a text can be read", e);
        }
    }

    static String write(SopsNode.Mapping document, String indent) {
        StringBuilder out = new StringBuilder();
        write(document, indent, "\n", out);
        return out.append('\n').toString();
    }

    private SopsNode.Mapping mapping() throws IOException {
        List<SopsNode.Entry> entries = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            entries.add(new SopsNode.Entry(key, value()));
        }
        return new SopsNode.Mapping(entries);
    }

    private SopsNode value() throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping();
            case START_ARRAY -> {
                List<SopsNode> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value());
                }
                yield new SopsNode.Sequence(items);
            }
            case VALUE_NULL -> SopsNode.Scalar.NULL;
            case VALUE_TRUE -> SopsNode.Scalar.of(SopsNode.Kind.BOOLEAN, "True");
            case VALUE_FALSE -> SopsNode.Scalar.of(SopsNode.Kind.BOOLEAN, "False");
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
            default -> SopsNode.Scalar.string(parser.getText());
        };
    }

    private SopsNode.Scalar number(String text) throws IOException {
        if (text.matches("-?\\d+")) {
            java.math.BigInteger whole = new java.math.BigInteger(text);
            if (whole.bitLength() < Long.SIZE && !text.equals("-0")) {
                return SopsNode.Scalar.of(SopsNode.Kind.INTEGER, whole.toString());
            }
        }
        double number = Double.parseDouble(text);
        if (Double.isInfinite(number)) {
            throw new Failure(name + ", line " + parser.currentLocation().getLineNr() + ": this number is too large");
        }
        return SopsNode.Scalar.of(SopsNode.Kind.FLOAT, YamlNumber.printDecimal(number));
    }

    private static void write(SopsNode value, String indent, String lineStart, StringBuilder out) {
        if (value instanceof SopsNode.Mapping mapping) {
            List<SopsNode.Entry> entries = mapping.entries().stream().filter(entry -> entry.key() != null).toList();
            block("{", "}", entries, lineStart, indent, out, entry -> {
                string(entry.key(), out);
                out.append(": ");
                write(entry.value(), indent, lineStart + indent, out);
            });
        } else if (value instanceof SopsNode.Sequence sequence) {
            List<SopsNode> items = sequence.items().stream()
                    .filter(item -> !(item instanceof SopsNode.Comment)).toList();
            block("[", "]", items, lineStart, indent, out, item -> write(item, indent, lineStart + indent, out));
        } else {
            scalar((SopsNode.Scalar) value, out);
        }
    }

    private static <T> void block(String open, String close, List<T> items, String lineStart, String indent,
            StringBuilder out, java.util.function.Consumer<T> write) {
        out.append(open);
        for (int i = 0; i < items.size(); i++) {
            out.append(i == 0 ? "" : ",").append(lineStart).append(indent);
            write.accept(items.get(i));
        }
        out.append(items.isEmpty() ? "" : lineStart).append(close);
    }

    private static void scalar(SopsNode.Scalar scalar, StringBuilder out) {
        switch (scalar.kind()) {
            case NULL -> out.append("null");
            case BOOLEAN -> out.append(scalar.text().toLowerCase(Locale.ROOT));
            case INTEGER -> out.append(scalar.text());
            case FLOAT -> out.append(YamlNumber.printJson(Double.parseDouble(scalar.text())));
            case STRING, BYTES, TIME -> string(scalar.text(), out);
        }
    }

    /** As Go writes it, which escapes what would mean something in HTML. */
    private static void string(String text, StringBuilder out) {
        out.append('"');
        text.chars().forEach(c -> {
            int named = "\"\\\b\f\n\r\t".indexOf(c);
            if (named >= 0) {
                out.append('\\').append("\"\\bfnrt".charAt(named));
            } else if (c < 0x20 || "<>&\u2028\u2029".indexOf(c) >= 0) {
                out.append(String.format("\\u%04x", c));
            } else {
                out.append((char) c);
            }
        });
        out.append('"');
    }
}
