//SOURCES Chart.java
//SOURCES Common.java
//SOURCES GitCommit.java
//SOURCES Helm.java
//SOURCES HelmTemplate.java
//SOURCES ImagePinning.java
//SOURCES PostRender.java
//SOURCES Release.java
//SOURCES ReleaseDirectory.java
//SOURCES Reproducibility.java
//SOURCES Resource.java

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes a release of a chart and its locks: helm, then post-render steps, then image locks. */
final class Rendering {
    private final Common common;
    private final Settings settings;
    private final List<String> helmArguments;
    private final Chart chart;

    /**
     * Reads the chart's own files.
     *
     * @param helmArguments options for {@code helm template}
     */
    Rendering(Common common, Settings settings, List<String> helmArguments) {
        this.common = common;
        this.settings = settings;
        this.helmArguments = helmArguments;
        this.chart = Chart.read(common.path(settings.chart()));
    }

    /** Renders the chart's files into the directory, and returns what its {@code state.yaml} is to say. */
    Release render(ReleaseDirectory directory) {
        Supplier<Optional<GitCommit>> commit = inBackground(() -> GitCommit.of(common.projectDir()));
        Supplier<ImageLocks> reading = inBackground(() -> ImageLocks.read(common.path(settings.locks())));
        new Helm(common).requireDependencies(chart);
        HelmTemplate template = new HelmTemplate(common, chart, settings.application(), helmArguments);
        template.writeTo(directory.rendering());
        Path tree = directory.adopt(chart.name());
        new PostRender(common, directory.root()).run(settings.postRender(), tree);

        Supplier<Map<String, String>> tools = inBackground(this::toolVersions);
        common.console.progress("pinning images");
        ImageLocks locks = reading.get();
        List<Resource> resources = Resource.read(tree, locks::add);
        ImagePinning images = new ImagePinning(locks);
        resources.forEach(images::pin);
        return new Release(settings.application(), settings.namespace(), chart.name(), commit.get(), tools.get(),
                state(resources, tree), Release.count(resources), images.pinned(), images.unlocked());
    }

    /** The templates whose output is not the same each time, a line each; renders the chart twice. */
    List<String> unreproducible(ReleaseDirectory directory) {
        HelmTemplate template = new HelmTemplate(common, chart, settings.application(), helmArguments);
        Path once = directory.rendering().resolve("once");
        Path again = directory.rendering().resolve("again");
        template.writeTo(once);
        template.writeTo(again);
        List<String> findings = Reproducibility.findings(
                chart, once.resolve(chart.name()), again.resolve(chart.name()));
        FileTree.delete(directory.rendering());
        return findings;
    }

    /** The tools that have a hand in the state: helm, known post-render steps, and what pins the images. */
    private Map<String, String> toolVersions() {
        Stream<String> steps = settings.postRender().stream().map(step -> PostRender.words(step).get(0));
        Stream<String> images = Stream.ofNullable(settings.with().images());
        return Stream.concat(Stream.of(PinnedTool.HELM.command()), Stream.concat(steps, images))
                .map(PinnedTool::named).flatMap(Optional::stream).distinct()
                .collect(Collectors.toMap(PinnedTool::command, tool -> common.tools().find(tool).exactVersion(),
                        (one, same) -> one, TreeMap::new));
    }

    private String state(List<Resource> resources, Path tree) {
        if (settings.with().images() == null) {
            return resources.parallelStream().map(resource -> "---\n" + Yaml.write(resource.content()))
                    .collect(Collectors.joining());
        }
        Run.Result kbld = common.tools().find(settings.with().images())
                .run("-f", tree.toString(), "-f", common.path(settings.locks()).toString()).checked();
        kbld.err().lines().forEach(common::debug);
        return kbld.out();
    }

    private static <T> Supplier<T> inBackground(Supplier<T> work) {
        CompletableFuture<T> future = CompletableFuture.supplyAsync(work);
        return () -> {
            try {
                return future.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof Failure failure ? failure : e;
            }
        };
    }
}
