//SOURCES ../Common.java
//SOURCES ../tools/Tools.java
//SOURCES ../yaml/Json.java
//SOURCES ../yaml/Yaml.java

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Checks of a rendered state by other tools; each returns its findings, a line each. */
final class Checks {
    private final Common common;
    private final Settings.Validate validate;
    private final String kubeVersion;

    /** @param kubeVersion the Kubernetes version to check against, {@code 1.30} or {@code v1.30.2}; may be null */
    Checks(Common common, Settings.Validate validate, String kubeVersion) {
        this.common = common;
        this.validate = validate;
        this.kubeVersion = kubeVersion == null ? "" : kubeVersion.replaceFirst("^v", "");
    }

    /** Compares every resource with its schema (kubeconform). */
    List<String> validate(String state) {
        List<String> arguments = new ArrayList<>(List.of("-output", "json", "-strict", "-cache", schemaCache()));
        if (!validate.requireSchemas()) {
            arguments.add("-ignore-missing-schemas");
        }
        validate.schemaLocation().forEach(location -> arguments.addAll(List.of("-schema-location", location)));
        if (!kubeVersion.isEmpty()) {
            String full = kubeVersion.matches("\\d+\\.\\d+") ? kubeVersion + ".0" : kubeVersion;
            arguments.addAll(List.of("-kubernetes-version", full));
        }
        arguments.add("-");
        Run.Result result = run(PinnedTool.KUBECONFORM, arguments, state);
        List<String> findings = new ArrayList<>();
        for (JsonNode resource : resources(result)) {
            String name = resource.path("kind").asText() + " " + resource.path("name").asText();
            String message = resource.path("msg").asText();
            if (message.startsWith("failed downloading schema")) {
                throw new Failure("kubeconform could not check " + name + ": " + message.replaceFirst(": Get .*", ""),
                        "Say where schemas are with --schema-location or validate.schemaLocation, or go online.");
            }
            findings.add(name + ": " + message);
        }
        return findings;
    }

    /** Looks for what tends to go wrong in production (kube-score): its critical findings. */
    List<String> score(String state) {
        List<String> arguments = new ArrayList<>(List.of("score", "--output-format", "ci"));
        if (kubeVersion.matches("\\d+\\.\\d+.*")) {
            String[] numbers = kubeVersion.split("\\.");
            arguments.addAll(List.of("--kubernetes-version", "v" + numbers[0] + "." + numbers[1]));
        }
        arguments.add("-");
        Run.Result result = run(PinnedTool.KUBE_SCORE, arguments, state);
        List<String> findings = result.out().lines().filter(line -> line.startsWith("[CRITICAL]"))
                .map(line -> line.substring("[CRITICAL] ".length())).toList();
        if (result.exit() != 0 && findings.isEmpty()) {
            throw new Failure("kube-score failed with exit status " + result.exit(), result.err().strip());
        }
        return findings;
    }

    private Run.Result run(PinnedTool tool, List<String> arguments, String state) {
        common.console.progress(tool.command());
        return common.tools().find(tool).run(arguments).input(withoutSops(state)).result();
    }

    /** No schema knows what sops notes in a resource, and it is gone before the cluster sees it. */
    private static String withoutSops(String state) {
        if (!state.contains("sops")) {
            return state;
        }
        return Yaml.read("the state", state).stream().map(Yaml.Document::content).map(resource -> {
            boolean isSealed = resource.path("sops").has("mac");
            return "---\n" + Yaml.write(isSealed ? ((ObjectNode) resource).without("sops") : resource);
        }).collect(Collectors.joining());
    }

    private static JsonNode resources(Run.Result result) {
        try {
            JsonNode report = Json.MAPPER.readTree(result.out());
            if (report != null && report.has("resources")) {
                return report.get("resources");
            }
        } catch (JsonProcessingException e) {
            throw new Failure("kubeconform answered something unknown", result.out() + result.err());
        }
        throw new Failure("kubeconform failed with exit status " + result.exit(),
                (result.out() + result.err()).strip());
    }

    private static String schemaCache() {
        Path cache = Tools.cache().resolve("schemas");
        try {
            return Files.createDirectories(cache).toString();
        } catch (IOException e) {
            throw Failure.writing(cache, e);
        }
    }
}
