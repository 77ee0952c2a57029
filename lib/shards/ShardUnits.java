//SOURCES ../helm/Chart.java
//SOURCES ../io/FileTree.java
//SOURCES ../yaml/Yaml.java
//SOURCES ChartContent.java
//SOURCES ShardUnit.java

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Finds out what is in the charts of an umbrella. */
final class ShardUnits {
    private static final Pattern KEY = Pattern.compile("(?m)^[\"']?([\\w.-]+)[\"']?\\s*:");
    private static final Pattern TPL = Pattern.compile("\\btpl\\b");

    private final Path umbrella;
    private final HelmIgnore rules;
    private final String name;
    private final List<JsonNode> dependencies;

    /** @param dependencies what the umbrella's {@code Chart.yaml} asks for */
    ShardUnits(Path umbrella, String name, List<JsonNode> dependencies) {
        this.umbrella = umbrella;
        this.rules = HelmIgnore.of(umbrella);
        this.name = name;
        this.dependencies = dependencies;
    }

    /** The charts in {@code charts/}, by file name. */
    List<ShardUnit> all() {
        return entries().parallelStream().map(this::read).toList();
    }

    /** How many there are. */
    int count() {
        return entries().size();
    }

    /** The umbrella itself, without the charts in it. */
    ShardUnit own() {
        Map<String, byte[]> files = ChartContent.read(umbrella, "", new HelmIgnore(Stream.concat(rules.rules().stream(),
                Stream.of(HelmIgnore.Rule.of("/charts/"))).toList()));
        Reading reading = new Reading("");
        reading.chart(files, "", List.of(name), List.of());
        return reading.unit(umbrella, name, Set.of(), files);
    }

    private List<Path> entries() {
        Path charts = umbrella.resolve("charts");
        if (!Files.isDirectory(charts) || rules.ignores("charts", true)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(charts)) {
            List<Path> entries = all.filter(path -> "._".indexOf(path.getFileName().toString().charAt(0)) < 0)
                    .filter(path -> !path.toString().endsWith(".prov"))
                    .filter(path -> !rules.ignores("charts/" + path.getFileName(), Files.isDirectory(path)))
                    .sorted().toList();
            for (Path entry : entries) {
                if (!Files.isDirectory(entry) && !entry.toString().endsWith(".tgz")) {
                    throw new Unsafe(entry + " is no chart");
                }
            }
            return entries;
        } catch (IOException e) {
            throw new Unsafe(charts + " cannot be read");
        }
    }

    private ShardUnit read(Path entry) {
        String file = entry.getFileName().toString();
        Map<String, byte[]> files = ChartContent.read(entry, "charts/" + file + "/", rules);
        Reading reading = new Reading(file);
        JsonNode chart = Reading.yaml(files, "Chart.yaml", file);
        String chartName = chart.path("name").asText();
        Set<String> names = new TreeSet<>(names(chartName, dependencies));
        reading.chart(files, "", names.stream().map(alias -> name + "/charts/" + alias).toList(), dependencies);
        return reading.unit(entry, chartName, names, files);
    }

    /** What a chart is called by what depends on it. */
    private static List<String> names(String chart, Collection<JsonNode> dependencies) {
        List<String> names = dependencies.stream().filter(dependency -> dependency.path("name").asText().equals(chart))
                .map(dependency -> dependency.path("alias").asText(chart)).distinct().toList();
        return names.isEmpty() ? List.of(chart) : names;
    }

    /** What has been found in one of them so far. */
    private static final class Reading {
        private final String unit;
        private final List<ShardTemplate> templates = new ArrayList<>();
        private final Set<String> nested = new TreeSet<>();
        private final Set<String> keys = new TreeSet<>();
        private final Map<String, byte[]> digests = new HashMap<>();
        private TemplateScan texts = TemplateScan.NOTHING;
        private TemplateScan fileTexts = TemplateScan.NOTHING;
        private boolean isSure = true;
        private boolean hasGlobals;

        Reading(String unit) {
            this.unit = unit;
        }

        static JsonNode yaml(Map<String, byte[]> files, String path, String where) {
            if (!files.containsKey(path)) {
                throw new Unsafe(where + " has no " + path);
            }
            try {
                List<Yaml.Document> documents = Yaml.read(path, text(files.get(path)));
                if (documents.size() == 1 && documents.get(0).content().isObject()) {
                    return documents.get(0).content();
                }
            } catch (Failure e) {
                throw new Unsafe(where + ": " + e.getMessage());
            }
            throw new Unsafe(path + " of " + where + " is no mapping");
        }

        /**
         * Takes in a chart and all charts in it.
         *
         * @param prefix its path within the unit, with a slash at the end unless it is empty
         * @param paths Helm's names of it
         * @param parents what the chart around it depends on
         */
        void chart(Map<String, byte[]> files, String prefix, List<String> paths, List<JsonNode> parents) {
            JsonNode chart = yaml(files, prefix + "Chart.yaml", unit.isEmpty() ? "the umbrella" : unit);
            boolean isLibrary = chart.path("type").asText().equalsIgnoreCase("library");
            JsonNode old = files.containsKey(prefix + "requirements.yaml")
                    ? yaml(files, prefix + "requirements.yaml", unit) : chart;
            List<JsonNode> wanted = Stream.of(chart, old).distinct()
                    .flatMap(from -> StreamSupport.stream(from.path("dependencies").spliterator(), false)).toList();
            isSure &= parents.stream().filter(parent -> parent.path("name").equals(chart.path("name")))
                    .noneMatch(parent -> parent.has("condition") || parent.has("tags"));
            Set<String> inner = new TreeSet<>();
            files.forEach((path, content) -> {
                String rest = path.startsWith(prefix) ? path.substring(prefix.length()) : "charts/";
                if (rest.startsWith("templates/")) {
                    template(path, rest, content, paths, isLibrary);
                } else if (!rest.startsWith("charts/")) {
                    text(rest, content, !wanted.isEmpty() && prefix.isEmpty());
                } else if (rest.matches("charts/[^/._][^/]*/.*")) {
                    inner.add(rest.substring(0, rest.indexOf('/', "charts/".length()) + 1));
                }
            });
            List<String> around = withoutAliases(paths, chart.path("name").asText());
            isSure &= inner.isEmpty() || around.equals(paths);
            inner.forEach(directory -> nested(files, prefix + directory, around, wanted, inner));
        }

        private void nested(Map<String, byte[]> files, String prefix, List<String> paths, List<JsonNode> wanted,
                Set<String> all) {
            String chart = yaml(files, prefix + "Chart.yaml", unit).path("name").asText();
            List<String> names = names(chart, wanted);
            isSure &= nested.add(chart) && (all.size() == 1 || names.equals(List.of(chart)));
            nested.addAll(names);
            chart(files, prefix, paths.stream().flatMap(path -> names.stream().map(name -> path + "/charts/" + name))
                    .toList(), wanted);
        }

        /** For the charts in a chart with an alias, Helm may take its own name. */
        private static List<String> withoutAliases(List<String> paths, String chart) {
            return Stream.concat(paths.stream(), paths.stream()
                    .map(path -> path.substring(0, path.lastIndexOf('/') + 1) + chart)).distinct().toList();
        }

        private void template(String path, String rest, byte[] content, List<String> charts, boolean isLibrary) {
            boolean isPartial = rest.substring(rest.lastIndexOf('/') + 1).startsWith("_");
            if (!isLibrary || isPartial) {
                String text = text(content);
                List<String> names = charts.stream().map(chart -> chart + "/" + rest).toList();
                TemplateScan scan = TemplateScan.of(text);
                long calls = scan.does(TemplateScan.Trait.TPL) ? TPL.matcher(text).results().count() : 0;
                templates.add(new ShardTemplate(unit, path, names, HexFormat.of().formatHex(digest(path, content)),
                        scan, (int) calls));
            }
        }

        private void text(String path, byte[] content, boolean hasDependencies) {
            String text = text(content);
            if (path.equals("values.yaml")) {
                hasGlobals |= text.contains("global") || text.contains("\\x") || text.contains("\\u");
                if (hasDependencies) {
                    KEY.matcher(text).results().forEach(key -> keys.add(key.group(1)));
                }
            }
            if (path.equals("values.yaml") || path.equals("Chart.yaml")) {
                texts = texts.plus(TemplateScan.ofText(text));
            } else {
                fileTexts = fileTexts.plus(TemplateScan.ofText(text));
            }
        }

        ShardUnit unit(Path path, String chart, Set<String> names, Map<String, byte[]> files) {
            return new ShardUnit(unit, path, chart, names, templates, texts, fileTexts,
                    new ShardUnit.Facts(isSure, hasGlobals, nested, keys),
                    files.keySet().stream().filter(ShardUnit::isBare).toList(),
                    digest(files, file -> true), digest(files, ShardUnit::isBare));
        }

        private static String text(byte[] content) {
            return new String(content, StandardCharsets.UTF_8);
        }

        /** Of what is in all files that are wanted, and of their paths. */
        private String digest(Map<String, byte[]> files, Predicate<String> isWanted) {
            MessageDigest digest = FileTree.sha256();
            files.forEach((path, content) -> {
                if (isWanted.test(path)) {
                    digest.update((path + "\0").getBytes(StandardCharsets.UTF_8));
                    digest.update(digest(path, content));
                }
            });
            return HexFormat.of().formatHex(digest.digest());
        }

        private byte[] digest(String path, byte[] content) {
            return digests.computeIfAbsent(path, any -> FileTree.sha256().digest(content));
        }
    }
}
