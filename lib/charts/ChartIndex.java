//SOURCES ../Failure.java
//SOURCES ../image/SemanticVersion.java
//SOURCES ../yaml/Json.java
//SOURCES ../yaml/Yaml.java
//SOURCES PublishedChart.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The {@code index.yaml} of a repository. An index may list many thousands of versions: only the lines of the charts
 * that are asked for are parsed, and a change leaves all other lines as they are.
 *
 * @param place what it is called in failures
 */
record ChartIndex(String place, String text) {
    static final String FILE = "index.yaml";
    private static final Pattern KEY = Pattern.compile("(\\s*)\"?([\\w.-]+)\"?:\\s*(\\[\\s*])?\\s*");
    private static final Comparator<JsonNode> NEWEST_FIRST = Comparator.comparing(
            (JsonNode entry) -> SemanticVersion.parse(version(entry).replaceFirst("^v", "").replaceFirst("\\+.*", "")),
            Comparator.comparing((Optional<SemanticVersion> version) -> version.orElse(SemanticVersion.of(0, 0))))
            .reversed();

    /** The lines of a chart's versions, below the line of its name. */
    private record Section(String chart, int start, int end) {}

    /**
     * Where the entries are.
     *
     * @param indent of the charts' names
     * @param start where the first one's line begins
     */
    private record Layout(String indent, int start, int end, List<Section> sections) {}

    static ChartIndex empty(String place) {
        return new ChartIndex(place, "apiVersion: v1\nentries: {}\ngenerated: \"" + now() + "\"\n");
    }

    /** @throws Failure when the text is no index */
    List<PublishedChart> versions(String chart) {
        return entries(chart).stream()
                .filter(entry -> !entry.path("urls").path(0).asText().isEmpty() && !version(entry).isEmpty())
                .map(entry -> new PublishedChart(chart, version(entry), entry.path("urls").path(0).asText(),
                        entry.path("digest").asText().replaceFirst("^sha256:", ""))).toList();
    }

    /** What it says of each version of a chart. */
    List<JsonNode> entries(String chart) {
        Optional<Layout> layout = layout();
        if (layout.isEmpty()) {
            return list(whole().path("entries").path(chart));
        }
        return layout.get().sections.stream().filter(section -> section.chart.equals(chart)).findFirst()
                .map(this::parse).orElse(List.of());
    }

    /** The names of all charts. */
    List<String> charts() {
        return layout().map(layout -> layout.sections.stream().map(Section::chart).toList())
                .orElseGet(() -> whole().path("entries").properties().stream().map(entry -> entry.getKey()).toList());
    }

    /** The same with an entry, in place of the one of that version. */
    ChartIndex with(String chart, JsonNode entry) {
        List<JsonNode> all = Stream.concat(Stream.of(entry), entries(chart).stream()
                .filter(one -> !version(one).equals(version(entry)))).sorted(NEWEST_FIRST).toList();
        ArrayNode list = Json.array();
        all.forEach(list::add);
        Optional<Layout> layout = layout();
        if (layout.isEmpty()) {
            ObjectNode whole = (ObjectNode) whole();
            JsonNode entries = whole.path("entries");
            (entries.isObject() ? (ObjectNode) entries : whole.putObject("entries")).set(chart, list);
            return new ChartIndex(place, Yaml.write(whole.put("generated", now())));
        }
        return new ChartIndex(place, withSection(layout.get(), chart, Yaml.write(list))
                .replaceFirst("(?m)^generated:.*$", "generated: \"" + now() + "\""));
    }

    private String withSection(Layout layout, String chart, String list) {
        StringBuilder lines = new StringBuilder();
        list.lines().forEach(line -> lines.append(line.isEmpty() ? "" : layout.indent + line).append('\n'));
        Optional<Section> same = layout.sections.stream().filter(one -> one.chart.equals(chart)).findFirst();
        if (same.isPresent()) {
            return text.substring(0, same.get().start) + lines + text.substring(same.get().end);
        }
        String section = layout.indent + chart + ":\n" + lines;
        int at = layout.sections.stream().filter(one -> one.chart.compareTo(chart) > 0).findFirst()
                .map(next -> text.lastIndexOf('\n', next.start - 2) + 1).orElse(layout.end);
        return text.substring(0, at) + section + text.substring(at);
    }

    private List<JsonNode> parse(Section section) {
        try {
            return list(Yaml.read(place, text.substring(section.start, section.end)).stream().findFirst()
                    .map(Yaml.Document::content).orElse(Json.array()));
        } catch (Failure e) { // the lines may refer to others
            return list(whole().path("entries").path(section.chart));
        }
    }

    /** Empty when the lines are not laid out as helm writes them. */
    private Optional<Layout> layout() {
        int entries = text.startsWith("entries:") ? 0 : text.indexOf("\nentries:") + 1;
        if (entries == 0 && !text.startsWith("entries:") || !line(entries).equals("entries:")) {
            return Optional.empty();
        }
        int at = next(entries);
        Matcher first = KEY.matcher(line(at));
        if (!first.matches() || first.group(1).isEmpty()) {
            return Optional.empty();
        }
        String indent = first.group(1);
        List<Section> sections = new ArrayList<>();
        int start = at;
        String chart = null;
        int sectionStart = at;
        for (; at < text.length() && (line(at).isBlank() || line(at).startsWith(indent)); at = next(at)) {
            String line = line(at);
            boolean isInside = line.isBlank() || line.startsWith(indent + " ") || line.startsWith(indent + "-");
            if (isInside) {
                continue;
            }
            Matcher key = KEY.matcher(line);
            if (!key.matches()) {
                return Optional.empty();
            }
            if (chart != null) {
                sections.add(new Section(chart, sectionStart, at));
            }
            chart = key.group(2);
            sectionStart = next(at);
            if (key.group(3) != null) {
                return Optional.empty();
            }
        }
        sections.add(new Section(chart, sectionStart, at));
        return Optional.of(new Layout(indent, start, at, sections));
    }

    private String line(int start) {
        int end = text.indexOf('\n', start);
        return text.substring(start, end < 0 ? text.length() : end);
    }

    private int next(int start) {
        int end = text.indexOf('\n', start);
        return end < 0 ? text.length() : end + 1;
    }

    private JsonNode whole() {
        JsonNode content = Yaml.read(place, text).stream().findFirst().map(Yaml.Document::content)
                .orElseGet(Json::object);
        if (!content.isObject() || !content.path("apiVersion").isTextual()) {
            throw new Failure(place + " is no index of a chart repository", "Check the repository's URL.");
        }
        return content;
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static String version(JsonNode entry) {
        return entry.path("version").asText();
    }

    private static String now() {
        return OffsetDateTime.now(ZoneOffset.UTC).toString();
    }
}
