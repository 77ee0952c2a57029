//SOURCES ../helm/ValuesFiles.java
//SOURCES ../io/FileTree.java
//SOURCES ../yaml/Yaml.java
//SOURCES TemplateScan.java
//SOURCES Unsafe.java

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What helm is given besides the charts: options and values.
 *
 * @param options all of them, values included
 * @param files the umbrella's values and those that options name, in the order in which they win
 */
record HelmInputs(List<String> options, List<Values> files) {
    private static final Set<String> WITH_VALUE = Set.of("--namespace", "-n", "--set", "--set-string", "--set-json",
            "--set-literal", "--kube-version", "--api-versions", "-a");
    private static final Set<String> VALUES = Set.of("--values", "-f");
    private static final Set<String> SET_FILE = Set.of("--set-file");
    private static final Set<String> WITHOUT_VALUE = Set.of("--include-crds", "--skip-tests", "--no-hooks",
            "--skip-crds", "--is-upgrade", "--skip-schema-validation", "--disable-openapi-validation", "--hide-notes",
            "--render-subchart-notes", "--enable-dns");
    private static final Pattern PLAIN_GLOBAL = Pattern.compile("global\\.[\\w-]+=[^,{}\\[\\]\\\\]*");
    private static final Pattern SECRET_OPTION = Pattern.compile(
            "(--set[a-z-]*=)?[^=]*(?i:pass|secret|token|credential|key)[^=]*=.*", Pattern.DOTALL);
    private static final Pattern SECRET = Pattern.compile("(?m)^kind:\\s*[\"']?Secret\\b");
    private static final String SOPS = "sops";

    /**
     * A values file.
     *
     * @param content what it says; an empty mapping when it says nothing
     */
    record Values(Path file, JsonNode content) {
        /** Whether what it says is a secret, and must be in no cache. */
        boolean isSecret() {
            return content.has(SOPS);
        }
    }

    /**
     * Reads the values.
     *
     * @param project the directory that paths start from
     * @throws Unsafe when an option, or a place of values, is one that parts of the umbrella may not be rendered with
     */
    static HelmInputs read(Path chart, List<String> options, Path project) {
        List<Values> files = new ArrayList<>();
        if (Files.exists(chart.resolve("values.yaml"))) {
            files.add(values(chart.resolve("values.yaml")));
        }
        List<String> rest = new ArrayList<>(options);
        while (!rest.isEmpty()) {
            String option = rest.remove(0);
            int equals = option.startsWith("--") ? option.indexOf('=') : -1;
            String name = equals < 0 ? option : option.substring(0, equals);
            if (WITHOUT_VALUE.contains(name)) {
                continue;
            }
            if (equals < 0 && rest.isEmpty()
                    || !WITH_VALUE.contains(name) && !VALUES.contains(name) && !SET_FILE.contains(name)) {
                throw new Unsafe("of " + name + " is not known what it does to parts of it");
            }
            String value = equals < 0 ? rest.remove(0) : option.substring(equals + 1);
            if (VALUES.contains(name)) {
                Stream.of(value.split(",")).forEach(file -> files.add(values(local(project, file))));
            } else if (SET_FILE.contains(name)) {
                Stream.of(value.split(",")).forEach(
                        file -> local(project, file.substring(file.indexOf('=') + 1)));
            }
        }
        return new HelmInputs(options, files);
    }

    /** The files whose text options give as values, as it is. */
    List<Path> textFiles(Path project) {
        return ValuesFiles.setAsWhole(options).stream().map(project::resolve).toList();
    }

    /** Whether an option sets a value that is secret by its name. */
    boolean hasSecretOptions() {
        return options.stream().anyMatch(option -> SECRET_OPTION.matcher(option).matches());
    }

    /** Whether a manifest may have got a secret from options; what files say is in the repository anyway. */
    boolean mayBeSecret(String manifest) {
        return options.stream().anyMatch(option -> option.startsWith("--set")) && SECRET.matcher(manifest).find();
    }

    /** Whether globals may have mappings in mappings, or in lists: Helm lets charts share these. */
    boolean hasDeepGlobals() {
        return files.stream().anyMatch(values -> isDeep(values.content.path("global")))
                || options.stream().anyMatch(option -> option.contains("global")
                        && !Stream.of(option.replaceFirst("^--set(-string)?=", "").split(","))
                                .filter(part -> part.contains("global")).allMatch(
                                        part -> PLAIN_GLOBAL.matcher(part).matches()));
    }

    /** Whether values that come from elsewhere than its own files may give a chart globals of its own. */
    boolean hasGlobals(Collection<String> names) {
        return options.stream().anyMatch(option -> option.contains("global"))
                || names.stream().anyMatch(name -> files.stream().anyMatch(
                        values -> !values.content.path(name).findPath("global").isMissingNode()));
    }

    /** The top-level keys of all values. */
    Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        files.forEach(values -> values.content.fieldNames().forEachRemaining(keys::add));
        return keys;
    }

    /** What text below these keys, and in options, says that {@code tpl} may be given. */
    TemplateScan texts(Collection<String> keys) {
        TemplateScan scan = TemplateScan.NOTHING;
        for (String option : options) {
            scan = scan.plus(TemplateScan.ofText(option));
        }
        for (Values values : files) {
            for (String key : keys) {
                scan = scan.plus(texts(values.content.path(key)));
            }
        }
        return scan;
    }

    private static TemplateScan texts(JsonNode node) {
        if (node.isTextual()) {
            return TemplateScan.ofText(node.textValue());
        }
        TemplateScan scan = TemplateScan.NOTHING;
        if (node.isObject()) {
            for (var field : node.properties()) {
                scan = scan.plus(TemplateScan.of(field.getKey())).plus(texts(field.getValue()));
            }
        }
        for (JsonNode item : node.isArray() ? node : List.<JsonNode>of()) {
            scan = scan.plus(texts(item));
        }
        return scan;
    }

    private static boolean isDeep(JsonNode global) {
        for (JsonNode value : global) {
            for (JsonNode inner : value) {
                if (inner.isContainerNode()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Path local(Path project, String file) {
        Path path = project.resolve(file);
        if (file.equals("-") || file.contains("://") || !Files.isRegularFile(path)) {
            throw new Unsafe("the values " + file + " are no file that can be read more than once");
        }
        return path;
    }

    private static Values values(Path file) {
        try {
            List<Yaml.Document> documents = Yaml.read(file.toString(), Files.readString(file));
            JsonNode content = documents.isEmpty() ? com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                    .objectNode() : documents.get(0).content();
            if (documents.size() > 1 || !content.isObject()) {
                throw new Unsafe(file + " is not one mapping");
            }
            return new Values(file, content);
        } catch (IOException | Failure e) {
            throw new Unsafe(file + " cannot be read");
        }
    }
}
