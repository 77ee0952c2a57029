//SOURCES ../yaml/Yaml.java
//SOURCES ../yaml/YamlEdit.java
//SOURCES ../yaml/YamlText.java
//SOURCES FieldMerge.java
//SOURCES PackageAddress.java
//SOURCES PackageFile.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a package says of itself: where it comes from, and which functions are to run on it. */
record Kptfile(Yaml.Document document) {
    static final String NAME = "Kptfile";
    private static final String API = "kpt.dev/v1";
    private static final List<String> OWN = List.of("upstream", "upstreamLock");

    /** The one of a package's directory. */
    static Kptfile read(Path directory) {
        Path file = directory.resolve(NAME);
        if (!Files.isDirectory(directory)) {
            throw new Failure(directory + (Files.exists(directory) ? " is no directory" : " does not exist"),
                    "Name the directory of a package; render.java pkg list shows them.");
        }
        if (!Files.exists(file)) {
            throw new Failure(directory + " is no package: it has no " + NAME,
                    "Fetch it with render.java pkg get, or name another directory.");
        }
        return of(file.toString(), Yaml.read(file));
    }

    /** The one among the files of a package, if it has one. */
    static Optional<Kptfile> in(String where, Map<String, PackageFile> files) {
        return Optional.ofNullable(files.get(NAME)).map(file -> of(where + "/" + NAME,
                Yaml.read(where + "/" + NAME, file.text())));
    }

    private static Kptfile of(String name, List<Yaml.Document> documents) {
        if (documents.size() != 1 || !documents.get(0).content().path("kind").asText().equals(NAME)) {
            throw new Failure(name + " is no " + NAME + ": it has to be one document of that kind");
        }
        Yaml.Document document = documents.get(0);
        if (!document.content().path("apiVersion").asText().equals(API)) {
            throw new Failure(document.place(List.of("apiVersion")) + ": " + NAME + "s of the version "
                    + document.content().path("apiVersion").asText() + " are not known", "Only " + API + " is.");
        }
        return new Kptfile(document);
    }

    /** A new one for a package that has none. */
    static Kptfile named(String name) {
        ObjectNode content = Json.object().put("apiVersion", API).put("kind", NAME);
        content.putObject("metadata").put("name", name);
        return of(NAME, Yaml.read(NAME, new YamlText(2).block(content)));
    }

    JsonNode content() {
        return document.content();
    }

    String text() {
        return document.source();
    }

    /**
     * Where the package comes from, as people want it.
     *
     * @throws Failure when it does not say that
     */
    PackageAddress upstream() {
        return address("upstream").orElseThrow(() -> new Failure(
                document.place() + ": the package does not say where it comes from",
                "Without upstream.git there is nothing to compare it with."));
    }

    /** Where it was fetched from last; empty when it never was. */
    Optional<PackageAddress> locked() {
        return address("upstreamLock");
    }

    /** The commit that was fetched last. */
    Optional<String> commit() {
        return Optional.ofNullable(git("upstreamLock").path("commit").textValue());
    }

    private Optional<PackageAddress> address(String key) {
        JsonNode git = git(key);
        return !git.path("repo").isTextual() ? Optional.empty()
                : Optional.of(new PackageAddress(git.get("repo").asText(),
                        PackageAddress.normalized(git.path("directory").asText("")), git.path("ref").asText("")));
    }

    private JsonNode git(String key) {
        return content().path(key).path("git");
    }

    /** The strategy that updates use unless another is named. */
    String strategy() {
        return content().path("upstream").path("updateStrategy").asText("resource-merge");
    }

    /** The same for what was fetched. */
    Kptfile fetched(PackageAddress wanted, String commit, String strategy) {
        ObjectNode changed = content().deepCopy();
        ObjectNode upstream = changed.putObject("upstream").put("type", "git");
        git(upstream, wanted);
        upstream.put("updateStrategy", strategy);
        ObjectNode lock = changed.putObject("upstreamLock").put("type", "git");
        git(lock, wanted).put("commit", commit);
        return with(changed);
    }

    private static ObjectNode git(ObjectNode parent, PackageAddress address) {
        return parent.putObject("git").put("repo", address.repository()).put("directory", address.directory())
                .put("ref", address.ref());
    }

    Kptfile renamed(String name) {
        ObjectNode changed = content().deepCopy();
        changed.withObjectProperty("metadata").put("name", name);
        return with(changed);
    }

    /** The same with what upstream has changed, but for its name and where it comes from. */
    Kptfile merged(Optional<Kptfile> base, Optional<Kptfile> upstream, FieldMerge fields) {
        if (upstream.isEmpty()) {
            return this;
        }
        JsonNode merged = fields.merge(base.map(this::likeThis).orElse(Json.object()), content(),
                likeThis(upstream.get()));
        return with(merged);
    }

    private JsonNode likeThis(Kptfile other) {
        ObjectNode content = other.content().deepCopy();
        OWN.forEach(key -> {
            content.remove(key);
            if (content().has(key)) {
                content.set(key, content().get(key));
            }
        });
        content.withObjectProperty("metadata").set("name", content().path("metadata").path("name"));
        return content;
    }

    private Kptfile with(JsonNode changed) {
        String file = document.place().file();
        return of(file, Yaml.read(file, YamlEdit.change(document, changed)));
    }
}
