//SOURCES ../Common.java
//SOURCES ../environment/Project.java
//SOURCES ../helm/Chart.java
//SOURCES ../helm/Helm.java
//SOURCES ../helm/HelmTemplate.java
//SOURCES ../helm/Reproducibility.java
//SOURCES ../image/ImageResolver.java
//SOURCES ../io/Parallel.java
//SOURCES ../io/TemporaryDirectory.java
//SOURCES ../lock/ChartLocks.java
//SOURCES ../registry/Registry.java
//SOURCES ../secrets/SecretValues.java
//SOURCES ../tools/CommandWords.java
//SOURCES PostRender.java
//SOURCES Release.java
//SOURCES ReleaseDirectory.java
//SOURCES ReleaseManifests.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes a release of a chart and its locks: helm, then post-render steps, then image locks. */
final class Rendering {
    private final Project project;
    private final Common common;
    private final Settings settings;
    private final List<String> helmArguments;
    private final Optional<Supplier<Registry>> registry;
    private final Function<HelmTemplate, ChartRenderer> renderer;
    private final Supplier<Optional<GitCommit>> commit;
    private final Supplier<ImageLocks> reading;
    private final Chart chart;
    private final SecretValues secrets;

    /**
     * Leaves images that are not locked as they are. Reads the chart's own files.
     *
     * @param helmArguments options for {@code helm template}
     */
    Rendering(Project project, Settings settings, List<String> helmArguments) {
        this(project, settings, helmArguments, Optional.empty());
    }

    /**
     * Renders by one run of helm. Reads the chart's own files.
     *
     * @param helmArguments options for {@code helm template}
     * @param registry asked for images that are not locked; opened when there is one
     */
    Rendering(Project project, Settings settings, List<String> helmArguments, Optional<Supplier<Registry>> registry) {
        this(project, settings, helmArguments, registry, template -> template, SecretOutput.ENCRYPTED);
    }

    /**
     * Reads the chart's own files.
     *
     * @param helmArguments options for {@code helm template}
     * @param registry asked for images that are not locked; opened when there is one
     * @param renderer what renders the chart, made of what does so by one run of helm
     * @param output how the release has what comes from encrypted values
     */
    Rendering(Project project, Settings settings, List<String> helmArguments, Optional<Supplier<Registry>> registry,
            Function<HelmTemplate, ChartRenderer> renderer, SecretOutput output) {
        this.project = project;
        this.common = project.common();
        this.settings = settings;
        this.helmArguments = helmArguments;
        this.registry = registry;
        this.renderer = renderer;
        project.tellOfMissingModules();
        this.commit = Parallel.meanwhile(project::commit);
        this.reading = Parallel.meanwhile(() -> ImageLocks.read(common.path(settings.locks())));
        this.chart = Chart.read(common.path(settings.chart()));
        this.secrets = SecretValues.open(common, helmArguments, output);
    }

    /** Renders the chart's files into the directory, and returns what its {@code state.yaml} is to say. */
    Release render(ReleaseDirectory directory) {
        Supplier<LastManifests> last = Parallel.meanwhile(directory::last);
        new Helm(common).requireDependencies(chart);
        ChartLocks.read(common.path(settings.locks())).require(chart);
        RenderedChart rendered = renderer.apply(template()).render();
        rendered.warnings().forEach(warning -> common.console.warn("helm: " + warning));
        Runnable placing = Parallel.aside(() -> directory.place(chart.name(), rendered));
        try {
            return release(directory, rendered, placing, last);
        } finally {
            placing.run();
        }
    }

    /** @param placing is run before the files have to be in the directory */
    private Release release(ReleaseDirectory directory, RenderedChart rendered, Runnable placing,
            Supplier<LastManifests> last) {
        Path tree = directory.tree(chart.name());
        SortedMap<String, byte[]> files = rendered.files();
        if (!settings.postRender().isEmpty()) {
            placing.run();
            new PostRender(common, settings, directory.root()).run(settings.postRender(), tree);
            files = FileTree.contents(tree);
        }
        Supplier<Map<String, String>> tools = Parallel.meanwhile(this::toolVersions);
        common.console.progress("pinning images");
        ImageLocks locks = reading.get();
        ReleaseManifests manifests = ReleaseManifests.pin(tree.getParent(), files, locks, last.get());
        registry.ifPresent(asked -> manifests.resolve(new ImageResolver(locks, asked)));
        Set<String> toBuild = manifests.unlocked().keySet().stream()
                .filter(image -> locks.source(image).isPresent()).collect(Collectors.toCollection(TreeSet::new));
        if (settings.with().images() != null) {
            requireNoneSealed(manifests.all(), settings.with().images());
            placing.run();
        }
        Output output = settings.with().images() != null ? ofTool(settings.with().images(), tree)
                : new Output(manifests.state(), manifests::lock);
        return new Release(settings.application(), settings.namespace(), chart.name(), commit.get(), tools.get(),
                manifests, output.state, FileTree.sha256(output.state), toBuild, output.lock);
    }

    /** The templates whose output is not the same each time, a line each; renders the chart twice. */
    List<String> unreproducible() {
        HelmTemplate template = template();
        return Reproducibility.findings(chart, template.render(), template.render());
    }

    /** What renders the chart by one run of helm. */
    HelmTemplate template() {
        return new HelmTemplate(common, chart, settings.application(), helmArguments, secrets);
    }

    /** The tools that have a hand in the state: helm, known post-render steps, and what pins the images. */
    private Map<String, String> toolVersions() {
        Stream<String> steps = settings.postRender().stream().map(step -> CommandWords.of(step).get(0));
        Stream<String> images = Stream.ofNullable(settings.with().images());
        return Stream.concat(Stream.of(PinnedTool.HELM.command()), Stream.concat(steps, images)).distinct()
                .map(PinnedTool::named).flatMap(Optional::stream)
                .collect(Collectors.toMap(PinnedTool::command, tool -> common.tools().find(tool).exactVersion(),
                        (one, same) -> one, TreeMap::new));
    }

    private record Output(String state, Supplier<String> lock) {}

    /** Another tool would write them in another order, which their checksums do not fit. */
    private static void requireNoneSealed(List<PinnedManifest> manifests, String tool) {
        manifests.stream().filter(PinnedManifest::isSealed).findFirst().ifPresent(manifest -> {
            throw new Failure(manifest.place() + ": " + manifest.title() + " is encrypted, and " + tool
                    + " would write it anew, so that nothing could decrypt it any more", "Leave --with " + tool
                    + " out: render.java pins images itself.");
        });
    }

    /** Has a tool pin the images: kbld, on the same files. */
    private Output ofTool(String command, Path tree) {
        try (TemporaryDirectory directory = TemporaryDirectory.create("images-")) {
            Path lock = directory.path().resolve("kbld.lock.yml");
            Run.Result kbld = common.tools().find(command).run("-f", tree.toString(),
                    "-f", common.path(settings.locks()).toString(), "--lock-output", lock.toString()).checked();
            kbld.err().lines().forEach(common::debug);
            String text = Files.readString(lock);
            return new Output(kbld.out(), () -> text);
        } catch (IOException e) {
            throw new Failure(command + " has written no lock: " + e.getMessage());
        }
    }
}
