//SOURCES ../Failure.java
//SOURCES ../io/FileTree.java
//SOURCES ../sops/SopsCipher.java
//SOURCES ../sops/SopsSeal.java
//SOURCES ../yaml/Yaml.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The encrypted ones among rendered manifests: a step may take them out, and not keep them from being decrypted. */
final class SealedManifests {
    private final Map<String, Set<SopsSeal>> byChecksum = new HashMap<>();

    private SealedManifests() {}

    static SealedManifests read(Path tree) {
        SealedManifests sealed = new SealedManifests();
        documents(tree).forEach(document -> sealed.byChecksum
                .computeIfAbsent(SopsSeal.checksum(document), any -> new HashSet<>()).add(seal(document)));
        return sealed;
    }

    /**
     * Lets pass what is encrypted as it was, and what was encrypted meanwhile.
     *
     * @param step what may have changed the manifests
     */
    void requireKept(Path tree, String step) {
        if (byChecksum.isEmpty()) {
            return;
        }
        for (Yaml.Document document : documents(tree)) {
            Set<SopsSeal> before = byChecksum.getOrDefault(SopsSeal.checksum(document), Set.of());
            if (!before.isEmpty() && !before.contains(seal(document))) {
                throw SopsSeal.broken("'" + step + "'", document);
            }
        }
    }

    private static List<Yaml.Document> documents(Path tree) {
        List<Yaml.Document> documents = new ArrayList<>();
        for (Path file : FileTree.files(tree, ".yaml", ".yml", ".json")) {
            if (text(file).contains(SopsCipher.START)) {
                Yaml.read(file).stream().filter(document -> !SopsSeal.checksum(document).isEmpty())
                        .forEach(documents::add);
            }
        }
        return documents;
    }

    private static SopsSeal seal(Yaml.Document document) {
        return SopsSeal.of(document.place().toString(), document.text());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw Failure.reading(file, e);
        }
    }
}
