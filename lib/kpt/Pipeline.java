//SOURCES FunctionRunner.java
//SOURCES PipelineFunction.java

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** The functions that the Kptfiles of a directory name, those of inner packages before those of outer ones. */
final class Pipeline {
    private final Path directory;
    private final FunctionRunner runner;
    private final boolean allowsPrograms;

    /** @param allowsPrograms whether a Kptfile may name programs of this machine */
    Pipeline(Path directory, FunctionRunner runner, boolean allowsPrograms) {
        this.directory = directory;
        this.runner = runner;
        this.allowsPrograms = allowsPrograms;
    }

    /** What the functions make of a directory's resources. */
    List<FunctionItem> run(List<FunctionItem> all) {
        List<FunctionItem> items = all;
        List<String> packages = all.stream().filter(Pipeline::isKptfile).map(FunctionItem::path)
                .map(path -> path.substring(0, path.length() - Kptfile.NAME.length()))
                .sorted(Comparator.comparingLong((String path) -> path.chars().filter(c -> c == '/').count()).reversed()
                        .thenComparing(Comparator.naturalOrder())).toList();
        if (packages.isEmpty()) {
            throw new Failure(directory + " has no " + Kptfile.NAME + " that names functions",
                    "Name one with --image or --exec.");
        }
        for (String prefix : packages) {
            Kptfile kptfile = Kptfile.read(directory.resolve(prefix));
            for (PipelineFunction function : PipelineFunction.of(kptfile, "mutators")) {
                items = mutated(function, items, prefix);
            }
            for (PipelineFunction function : PipelineFunction.of(kptfile, "validators")) {
                run(function, selected(function, items, prefix), items, prefix);
            }
        }
        return items;
    }

    private List<FunctionItem> mutated(PipelineFunction function, List<FunctionItem> items, String prefix) {
        List<FunctionItem> selected = selected(function, items, prefix);
        List<FunctionItem> changed = run(function, selected, items, prefix);
        List<FunctionItem> all = new ArrayList<>(items.stream()
                .filter(Predicate.not(item -> selected.stream().anyMatch(one -> one == item))).toList());
        all.addAll(changed.stream().map(item -> item.origin().isPresent() || item.path().startsWith(prefix)
                || item.path().isEmpty() && prefix.isEmpty() ? item : below(prefix, item)).toList());
        return all;
    }

    /** A new resource that does not say where it goes belongs to the package. */
    private static FunctionItem below(String prefix, FunctionItem item) {
        String kind = item.content().path("kind").asText().toLowerCase(Locale.ROOT);
        String name = item.content().path("metadata").path("name").asText();
        String path = item.path().isEmpty() ? kind + "_" + name + ".yaml" : item.path();
        return new FunctionItem(item.origin(), prefix + path, item.index(), item.content());
    }

    private List<FunctionItem> run(PipelineFunction function, List<FunctionItem> selected, List<FunctionItem> items,
            String prefix) {
        FunctionProgram program = function.program();
        if (!program.isImage() && !allowsPrograms) {
            throw new Failure(
                    function.place() + ": the package wants to run a program of this machine: " + program.name(),
                    "Allow it with --allow-exec if you trust the package. Nothing was changed.");
        }
        Optional<JsonNode> config = function.config(items, prefix);
        try {
            return runner.run(program, new ResourceList(selected, config, List.of())).items();
        } catch (Failure e) {
            throw e.after(function.place() + ": ");
        }
    }

    private static List<FunctionItem> selected(PipelineFunction function, List<FunctionItem> items, String prefix) {
        return items.stream().filter(item -> item.path().startsWith(prefix) && function.selects(item)).toList();
    }

    private static boolean isKptfile(FunctionItem item) {
        return item.path().equals(Kptfile.NAME) || item.path().endsWith("/" + Kptfile.NAME);
    }
}
