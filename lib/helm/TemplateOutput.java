//SOURCES ../Failure.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code helm template} prints, in the parts that it writes to files when it is given {@code --output-dir}. */
record TemplateOutput(List<Part> parts) {
    private static final Pattern HEADER = Pattern.compile("(?m)^---\\n# Source: (.+)\\n");

    /**
     * What one template gave; the same template may give others.
     *
     * @param source the path of the template, from the directory that the chart is in
     * @param text ends with a line break
     */
    record Part(String source, String text) {}

    /** @param chart the name of the chart: what names no file of it is not of helm but of a chart's CRDs */
    static TemplateOutput of(String chart, String printed) {
        List<Part> parts = new ArrayList<>();
        String source = null;
        int from = 0;
        for (Matcher header = HEADER.matcher(printed); header.find();) {
            if (header.group(1).startsWith(chart + "/")) {
                add(source, printed.substring(from, header.start()), parts);
                source = header.group(1);
                from = header.end();
            }
        }
        add(source, printed.substring(from), parts);
        return new TemplateOutput(parts);
    }

    /**
     * Writes the files as helm does.
     *
     * @param change makes what is written of a source and its text
     */
    void writeTo(Path directory, BinaryOperator<String> change) {
        for (Part part : with(change).parts) {
            Path file = directory.resolve(part.source);
            try {
                Files.createDirectories(file.getParent());
                Files.writeString(file, "---\n# Source: " + part.source + "\n" + part.text,
                        StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw Failure.writing(file, e);
            }
        }
    }

    /** All of it is changed before any of it is written. */
    private TemplateOutput with(BinaryOperator<String> change) {
        return new TemplateOutput(parts.stream()
                .map(part -> new Part(part.source, change.apply(part.source, part.text))).toList());
    }

    private static void add(String source, String text, List<Part> parts) {
        if (source != null) {
            parts.add(new Part(source, text));
        }
    }
}
