import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Umbrella charts that use everything by which one chart can reach another, at random. */
final class RandomUmbrella {
    private static final List<String> SHARED = List.of("shared.labels", "shared.name", "shared.extra");

    private final Random random;
    private final Map<String, String> files = new TreeMap<>();
    private final Map<String, byte[]> archives = new TreeMap<>();
    private final List<String> options = new ArrayList<>();
    private final List<String> charts = new ArrayList<>();
    private final StringBuilder values = new StringBuilder();
    private final StringBuilder dependencies = new StringBuilder();
    /** Whether templates also do what rules shards out. */
    private final boolean isWild;

    RandomUmbrella(long seed) {
        this.random = new Random(seed);
        this.isWild = chance(25);
        int count = 3 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            charts.add("c" + (char) ('a' + i));
        }
        boolean hasDependencies = chance(60);
        charts.forEach(chart -> writeChart(chart, hasDependencies));
        writeUmbrella(hasDependencies);
    }

    /** What helm is told besides. */
    List<String> options() {
        return options;
    }

    void write(Path project) {
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                write(project.resolve("umbrella").resolve(file.getKey()),
                        file.getValue().getBytes(StandardCharsets.UTF_8));
            }
            for (Map.Entry<String, byte[]> file : archives.entrySet()) {
                write(project.resolve("umbrella").resolve(file.getKey()), file.getValue());
            }
            write(project.resolve("more.yaml"), moreValues().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private void writeUmbrella(boolean hasDependencies) {
        files.put("Chart.yaml", "apiVersion: v2\nname: umbrella\nversion: 0.1.0\n"
                + (hasDependencies ? "dependencies:\n" + dependencies : "") + (chance(5) ? "deprecated: true\n" : ""));
        values.append("global:\n  env: test\n  note: \"").append(tplText("umbrella")).append("\"\n");
        if (chance(30)) {
            values.append("  deep: {more: {yes: 1}}\n");
        }
        if (chance(40)) {
            values.append("tags: {one: ").append(chance(50)).append(", two: ").append(chance(50)).append("}\n");
        }
        files.put("values.yaml", values.toString());
        if (chance(90)) {
            StringBuilder names = new StringBuilder(shared("umbrella"));
            for (String name : List.of("umbrella", "common", "inner", "other")) {
                names.append(define(name + ".name", "umbrella"));
            }
            charts.forEach(name -> names.append(define(name + "-alias.name", "umbrella"))
                    .append(chance(50) ? define(name + ".name", "umbrella") : ""));
            files.put("templates/_helpers.tpl", names.toString());
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            files.put("templates/" + (chance(15) ? "deep/er/and/er/" : "") + "own-" + i + ".yaml", manifest("umbrella",
                    expressions("umbrella", List.of("{{ (.Values." + pick(charts) + ").colour }}"))));
        }
        if (chance(15)) {
            files.put("values.schema.json", "{\"type\": \"object\", \"required\": [\"global\"]}");
        }
        if (chance(20)) {
            files.put("crds/own.yaml", crd("umbrella"));
        }
        if (chance(25)) {
            files.put(".helmignore", pick(List.of("*.bak\n", "# none\n\n/charts/ca/templates/b*.yaml\n", "_extra.tpl\n",
                    "charts/cb/\n", "README.md\n.git/\n")));
        }
        if (chance(30)) {
            options.addAll(List.of("--values", "more.yaml"));
        }
        if (chance(30)) {
            options.addAll(List.of("--set", pick(List.of("global.env=set", pick(charts) + ".colour=set",
                    "global.deep.more.yes=2", "tags.one=false", pick(charts) + ".global.x.y.z=1"))));
        }
        if (chance(30)) {
            options.add("--include-crds");
        }
        if (chance(20)) {
            options.add("--skip-tests");
        }
    }

    private String moreValues() {
        return "global: {env: more}\n" + charts.get(0) + ":\n  colour: more\n  text: \"" + tplText(charts.get(0)) + "\"\n"
                + (chance(20) ? charts.get(1) + ": {global: {deep: {more: {no: 2}}}}\n" : "")
                + (chance(20) ? charts.get(1) + ": {table: text}\n" : "");
    }

    private void writeChart(String chart, boolean isListed) {
        Map<String, String> content = chart(chart, 1);
        if (isListed && chance(85)) {
            dependencies.append("  - {name: ").append(chart).append(", version: '*'").append(condition(chart));
            if (chance(20)) {
                dependencies.append(", tags: [").append(pick(List.of("one", "two"))).append("]");
            }
            if (chance(15)) {
                dependencies.append(", import-values: ").append(pick(List.of("[data]",
                        "[{child: table, parent: imported}]", "[{child: table, parent: " + pick(charts) + ".table}]",
                        "[{child: table, parent: global.imported}]")));
            }
            boolean isTwice = chance(15);
            dependencies.append(chance(15) || isTwice ? ", alias: " + chart + "-alias}\n" : "}\n");
            if (isTwice) {
                dependencies.append("  - {name: ").append(chart).append(", version: '*'}\n");
            }
        }
        if (chance(60)) {
            values.append(chart).append(":\n  colour: ").append(chart).append("-by-umbrella\n");
            values.append(chance(40) ? "  text: \"" + tplText(chart) + "\"\n" : "");
            values.append(chance(20) ? "  enabled: " + chance(50) + "\n" : "");
            values.append(chance(15) ? "  table: no table\n" : "");
            values.append(chance(15) ? "  global: {deep: {more: {of: " + chart + "}}}\n" : "");
        }
        if (chance(30)) {
            archives.put("charts/" + chart + "-1.0.0.tgz", packed(chart, content));
        } else {
            String directory = chance(80) ? chart : "directory-of-" + chart;
            content.forEach((path, text) -> files.put("charts/" + directory + "/" + path, text));
        }
    }

    private String condition(String chart) {
        return !chance(30) ? "" : ", condition: '" + pick(List.of(chart + ".enabled", "global.enabled," + chart + ".enabled",
                pick(charts) + ".enabled", "switches." + chart)) + "'";
    }

    private byte[] packed(String chart, Map<String, String> content) {
        Map<String, byte[]> bytes = new TreeMap<>();
        content.forEach((path, text) -> bytes.put(chart + "/" + path, text.getBytes(StandardCharsets.UTF_8)));
        try {
            ByteArrayOutputStream archive = new ByteArrayOutputStream();
            TarGz.write(bytes, archive);
            return archive.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of a chart, those of charts in it included. */
    private Map<String, String> chart(String chart, int depth) {
        Map<String, String> content = new TreeMap<>();
        boolean isLibrary = chance(10);
        StringBuilder metadata = new StringBuilder("apiVersion: v2\nname: " + chart + "\nversion: 1.0.0\n"
                + (isLibrary ? "type: library\n" : "") + (chance(10) ? "description: '{{ include \"shared.name\" . }}'\n" : ""));
        StringBuilder defaults = new StringBuilder("colour: " + chart + "\ntext: \"" + tplText(chart) + "\"\n"
                + "enabled: " + chance(70) + "\ntable: {of: " + chart + "}\nname: " + pick(SHARED) + "\n");
        defaults.append(chance(20) ? "exports: {data: {exported: " + chart + "}}\n" : "");
        defaults.append(chance(20) ? "global: {from: " + chart + ", deep: {more: {also: " + chart + "}}}\n" : "");
        content.put("templates/_helpers.tpl", define(chart + ".name", chart)
                + (chance(40) ? define(pick(SHARED), chance(50) ? "same" : chart) : ""));
        if (chance(20)) {
            content.put("templates/_extra.tpl", define("shared.extra", chance(50) ? "same" : chart));
        }
        for (String name : List.of("a", "b")) {
            content.put("templates/" + name + ".yaml", manifest(chart, expressions(chart, List.of())));
        }
        if (chance(15)) {
            content.put("templates/tests/test.yaml", manifest(chart, List.of(), "test"));
        }
        if (chance(15)) {
            content.put("templates/hook.yaml", manifest(chart, expressions(chart, List.of()), "pre-install"));
        }
        if (chance(15)) {
            content.put("templates/NOTES.txt", "Notes of {{ include \"" + chart + ".name\" . }}\n");
        }
        if (chance(20)) {
            content.put("files/text.txt", "{{ include \"" + pick(SHARED) + "\" . }}");
        }
        if (chance(15)) {
            content.put("crds/one.yaml", crd(chart));
        }
        if (chance(10)) {
            content.put("values.schema.json", "{\"properties\": {\"colour\": {\"type\": \"string\"}}}");
        }
        if (depth > 0 && chance(40)) {
            String inner = pick(List.of("common", "inner", pick(charts)));
            Map<String, String> nested = chart(inner, depth - 1);
            nested.put("templates/_shared.tpl", shared("v" + random.nextInt(2)));
            if (chance(50)) {
                metadata.append("dependencies: [{name: ").append(inner).append(", version: '*'")
                        .append(chance(30) ? ", condition: " + inner + ".enabled" : "")
                        .append(chance(20) ? ", alias: other" : "").append(chance(20) ? ", import-values: [data]" : "")
                        .append("}]\n");
            }
            nested.forEach((path, text) -> content.put("charts/" + inner + "/" + path, text));
        }
        content.put("Chart.yaml", metadata.toString());
        content.put("values.yaml", defaults.toString());
        return content;
    }

    private static String shared(String version) {
        StringBuilder library = new StringBuilder();
        SHARED.forEach(name -> library.append(define(name, name + " of " + version)));
        return library.toString();
    }

    private static String define(String name, String text) {
        return "{{- define \"" + name + "\" -}}\n" + text + " says {{ .Chart.Name }}\n{{- end }}\n";
    }

    private List<String> expressions(String chart, List<String> more) {
        List<String> expressions = new ArrayList<>(more);
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            expressions.add(expression(chart));
        }
        return expressions;
    }

    private String expression(String chart) {
        return switch (random.nextInt(isWild ? 24 : 18)) {
            case 0, 1 -> "{{ .Values.colour }}";
            case 2 -> "{{ .Values.global | toJson | quote }}";
            case 3 -> "{{ .Values | toJson | quote }}";
            case 4 -> "{{ template \"shared.name\" . }}";
            case 5 -> "{{ include \"" + pick(SHARED) + "\" . }}";
            case 6 -> "{{ include \"" + pick(charts) + ".name\" . }}";
            case 7 -> "{{ include (printf \"%s.name\" .Chart.Name) . }}";
            case 8 -> "{{ include (print \"shared.\" (.Values.last | default \"name\")) . }}";
            case 9 -> "{{ include (.Values.name | default \"shared.name\") . }}";
            case 10 -> "{{ $name := \"shared.labels\" }}{{ include $name . }}";
            case 11, 12 -> "{{ tpl (.Values.text | default \"none\") . }}";
            case 13 -> "{{ tpl .Values.global.note . }}";
            case 14 -> "{{ tpl \"{{ include \\\"" + pick(SHARED) + "\\\" . }}\" . }}";
            case 15 -> "{{ tpl (.Files.Get \"files/text.txt\") . }}";
            case 16 -> "{{ tpl (printf \"{{ include %q . }}\" (index (list \"shared.name\" \"shared.extra\") 0)) . }}";
            case 17 -> "{{ tpl (\"e3sgaW5jbHVkZSAic2hhcmVkLm5hbWUiIC4gfX0=\" | b64dec) . }}";
            case 18 -> "{{ $_ := set .Values \"colour\" \"changed\" }}{{ .Values.colour }}";
            case 19 -> "{{ if .Values.global.deep }}{{ $_ := set (index .Values.global.deep \"more\" | default dict) \"by\" \""
                    + chart + "\" }}{{ end }}{{ .Values.global | toJson | quote }}";
            case 20 -> "{{ len .Subcharts }}{{ range $name, $sub := .Subcharts }} {{ $name }} {{ $sub.Values.colour }}{{ end }}";
            case 21 -> "{{ $_ := set .Release \"Extra\" \"by " + chart + "\" }}x";
            case 22 -> "{{ .Release.Extra }}{{ .Chart | toJson | sha256sum }}";
            default -> "{{ define \"" + (chance(50) ? pick(SHARED) : chart + ".inline") + "\" }}inline of " + chart
                    + "{{ end }}{{ .Template.BasePath }}";
        };
    }

    private String tplText(String chart) {
        return pick(List.of("plain", "{{ .Release.Name }}", "{{ include \\\"" + pick(SHARED) + "\\\" . }}",
                "{{ include (printf \\\"%s.%s\\\" \\\"shared\\\" \\\"name\\\") . }}", "{{ .Chart.Name }} of " + chart));
    }

    private String manifest(String chart, List<String> expressions) {
        return manifest(chart, expressions, "");
    }

    private String manifest(String chart, List<String> expressions, String hook) {
        StringBuilder text = new StringBuilder("apiVersion: v1\nkind: "
                + pick(List.of("ConfigMap", "Secret", "Namespace")) + "\nmetadata:\n  name: " + chart + "\n"
                + (hook.isEmpty() ? "" : "  annotations: {helm.sh/hook: " + hook + "}\n") + "data:\n");
        for (int i = 0; i < expressions.size(); i++) {
            text.append("  key-").append(i).append(": |-\n    ").append(expressions.get(i)).append("\n");
        }
        return chance(20) ? text + "---\n" + "kind: Service\nmetadata: {name: second}\n" : text.toString();
    }

    private static String crd(String chart) {
        return "kind: CustomResourceDefinition\nmetadata: {name: " + chart + ".example.com}\n";
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
