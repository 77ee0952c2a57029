//SOURCES ../yaml/Json.java
//SOURCES FunctionItem.java
//SOURCES FunctionProgram.java
//SOURCES Kptfile.java
//SOURCES ResourceList.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A function that a Kptfile names.
 *
 * @param place where, for people
 * @param declaration what the Kptfile says of it
 */
record PipelineFunction(Yaml.Place place, JsonNode declaration) {

    /** @param list {@code mutators} or {@code validators} */
    static List<PipelineFunction> of(Kptfile kptfile, String list) {
        JsonNode functions = kptfile.content().path("pipeline").path(list);
        List<PipelineFunction> all = new ArrayList<>();
        for (int i = 0; i < functions.size(); i++) {
            all.add(new PipelineFunction(kptfile.document().place(List.of("pipeline", list, i)), functions.get(i)));
        }
        return all;
    }

    FunctionProgram program() {
        if (declaration.path("exec").isTextual()) {
            return FunctionProgram.program(declaration.get("exec").asText());
        }
        if (!declaration.path("image").isTextual()) {
            throw new Failure(place + ": a function needs image or exec");
        }
        String image = declaration.get("image").asText();
        String tag = declaration.path("tag").asText("");
        if (!tag.isEmpty() && !tag.matches("[\\w][\\w.-]*")) {
            throw new Failure(place + ": the tag " + tag + " is no version, but a rule for versions",
                    "Name the version that is wanted, such as v0.4.1.");
        }
        String named = tag.isEmpty() ? image : image.replaceFirst("(:[^/:@]*)?(@.*)?$", "") + ":" + tag;
        return FunctionProgram.image(named);
    }

    /**
     * What the function is told.
     *
     * @param prefix of the package's directory, with a slash at its end; empty for the whole
     */
    Optional<JsonNode> config(List<FunctionItem> items, String prefix) {
        if (declaration.path("configPath").isTextual()) {
            String path = prefix + declaration.get("configPath").asText().replaceFirst("^\\./", "");
            return Optional.of(items.stream().filter(item -> item.path().equals(path)).findFirst()
                    .orElseThrow(() -> new Failure(place + ": there is no resource in " + path,
                            "configPath is a file of the package with one resource.")).content());
        }
        Map<String, String> values = new LinkedHashMap<>();
        declaration.path("configMap").properties()
                .forEach(entry -> values.put(entry.getKey(), entry.getValue().asText()));
        return values.isEmpty() ? Optional.empty() : Optional.of(ResourceList.config(values));
    }

    /** Whether the function is to see a resource. */
    boolean selects(FunctionItem item) {
        JsonNode selectors = declaration.path("selectors");
        return (selectors.isEmpty() || any(selectors, item)) && !any(declaration.path("exclude"), item);
    }

    private static boolean any(JsonNode selectors, FunctionItem item) {
        for (JsonNode selector : selectors) {
            if (matches(selector, item.content())) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(JsonNode selector, JsonNode content) {
        JsonNode metadata = content.path("metadata");
        return fits(selector, "apiVersion", content) && fits(selector, "kind", content)
                && fits(selector, "name", metadata) && fits(selector, "namespace", metadata)
                && holds(selector.path("labels"), metadata.path("labels"))
                && holds(selector.path("annotations"), metadata.path("annotations"));
    }

    private static boolean fits(JsonNode selector, String field, JsonNode owner) {
        return !selector.has(field) || selector.get(field).asText().equals(owner.path(field).asText());
    }

    private static boolean holds(JsonNode wanted, JsonNode all) {
        return wanted.properties().stream()
                .allMatch(entry -> entry.getValue().asText().equals(all.path(entry.getKey()).asText()));
    }
}
