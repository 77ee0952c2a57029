//SOURCES ../Failure.java

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code helm template} prints, in the parts that it writes to files when it is given {@code --output-dir}. */
record TemplateOutput(List<Part> parts) {
    /** What makes one character of each byte, and the other way round. */
    private static final Charset BYTES = StandardCharsets.ISO_8859_1;
    private static final Pattern HEADER = Pattern.compile("(?m)^---\\n# Source: (.+)\\n");

    /**
     * What one template gave; the same template may give others.
     *
     * @param source the path of the template, from the directory that the chart is in
     * @param text ends with a line break
     */
    record Part(String source, byte[] text) {
        /** The same with another text, in UTF-8. */
        Part with(UnaryOperator<String> change) {
            return new Part(source, change.apply(new String(text, StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Takes apart what helm printed.
     *
     * @param chart the name of the chart: what names no file of it is not of helm but of a chart's CRDs
     * @throws Failure when something is of no template: a post-renderer has left out what helm says of that
     */
    static TemplateOutput of(String chart, byte[] printed) {
        String text = new String(printed, BYTES);
        List<Part> parts = new ArrayList<>();
        String source = "";
        int from = 0;
        for (Matcher header = HEADER.matcher(text); header.find();) {
            String next = new String(header.group(1).getBytes(BYTES), StandardCharsets.UTF_8);
            if (next.startsWith(chart + "/") && !next.contains("/../")) {
                add(source, text.substring(from, header.start()), parts);
                source = next;
                from = header.end();
            }
        }
        add(source, text.substring(from), parts);
        return new TemplateOutput(parts);
    }

    /**
     * The files as helm writes them, by their paths.
     *
     * @param change makes what is written of what a template gave; done for all before there are any files
     */
    SortedMap<String, byte[]> files(UnaryOperator<Part> change) {
        Map<String, ByteArrayOutputStream> contents = new HashMap<>();
        for (Part part : parts.stream().map(change).toList()) {
            ByteArrayOutputStream content =
                    contents.computeIfAbsent(part.source, first -> new ByteArrayOutputStream(part.text.length));
            content.writeBytes(("---\n# Source: " + part.source + "\n").getBytes(StandardCharsets.UTF_8));
            content.writeBytes(part.text);
        }
        SortedMap<String, byte[]> files = new TreeMap<>();
        contents.forEach((path, content) -> files.put(path, content.toByteArray()));
        return files;
    }

    private static void add(String source, String text, List<Part> parts) {
        if (!source.isEmpty()) {
            parts.add(new Part(source, text.getBytes(BYTES)));
        } else if (!text.isBlank()) {
            throw new Failure("helm printed manifests without the names of their templates",
                    "If that is what helm's --post-renderer does: give it to render.java itself, before the --.");
        }
    }
}
