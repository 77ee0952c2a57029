//SOURCES ../Common.java
//SOURCES ../io/FileTree.java
//SOURCES ../tools/CommandWords.java
//SOURCES ../yaml/Yaml.java
//SOURCES FunctionStep.java
//SOURCES SealedManifests.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Commands that change the rendered manifests before images are pinned: kustomize, ytt, any Helm post-renderer, and
 * functions ({@code fn run …}).
 *
 * <p>A step runs in the project directory, reads all manifests on its standard input if it likes, and either changes
 * the files in the release directory or prints the manifests that take their place.
 */
final class PostRender {
    private static final Pattern MANIFEST = Pattern.compile("(?m)^[\"']?apiVersion[\"']?:");

    private final Common common;
    private final Settings settings;
    private final Path release;

    /**
     * @param settings of this run
     * @param release the release directory
     */
    PostRender(Common common, Settings settings, Path release) {
        this.common = common;
        this.settings = settings;
        this.release = release;
    }

    /** Runs the steps over the rendered chart's files. */
    void run(List<String> steps, Path tree) {
        if (steps.isEmpty()) {
            return;
        }
        SealedManifests sealed = SealedManifests.read(tree);
        for (String step : steps) {
            common.console.progress(step);
            List<String> words = CommandWords.of(step);
            if (words.isEmpty()) {
                throw Failure.usage("a post-render step is empty",
                        "Write a command, such as: kustomize build .release");
            }
            if (FunctionStep.isOne(words)) {
                FunctionStep.of(words).run(common, settings, tree);
            } else {
                run(step, words, tree);
            }
            sealed.requireKept(tree, step);
        }
    }

    private void run(String step, List<String> words, Path tree) {
        Tools.Tool tool = common.tools().find(words.get(0));
        List<String> arguments = new ArrayList<>(words.subList(1, words.size()));
        if (words.get(0).equals("ytt")) {
            arguments.addAll(marksForYtt(arguments));
        }
        common.debug(tool.path() + " " + String.join(" ", arguments));
        Run.Result result = tool.run(arguments).in(common.projectDir()).input(manifests(tree)).checked();
        result.err().lines().forEach(line -> common.console.info("  " + line));
        if (MANIFEST.matcher(result.out()).find()) {
            replace(tree, step, words.get(0), result.out());
        } else {
            result.out().lines().forEach(common::debug);
        }
    }

    /** Keeps ytt, when it reads the whole release directory, from templating the last render's state. */
    private List<String> marksForYtt(List<String> arguments) {
        boolean readsAll = arguments.stream()
                .anyMatch(word -> common.path(word).normalize().equals(release.normalize()));
        return !readsAll ? List.of() : Stream.of("state.yaml", "release.yaml")
                .filter(file -> Files.exists(release.resolve(file)))
                .flatMap(file -> Stream.of("--file-mark", file + ":exclude=true"))
                .toList();
    }

    private void replace(Path tree, String step, String command, String manifests) {
        Yaml.read("the output of '" + step + "'", manifests);
        FileTree.delete(tree);
        try {
            Files.createDirectories(tree);
        } catch (IOException e) {
            throw Failure.writing(tree, e);
        }
        FileTree.write(tree.resolve(Path.of(command).getFileName() + ".yaml"), manifests);
    }

    private static String manifests(Path tree) {
        StringBuilder all = new StringBuilder();
        for (Path file : FileTree.files(tree, ".yaml", ".yml", ".json")) {
            try {
                all.append("---\n").append(Files.readString(file)).append('\n');
            } catch (IOException e) {
                throw Failure.reading(file, e);
            }
        }
        return all.toString();
    }
}
