///usr/bin/env jbang "$0" "$@" ; exit $?

// Renders an umbrella chart and its image locks into one state.yaml, in place of render.sh.

//JAVA 17+
//COMPILE_OPTIONS -J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC -XDstringConcat=inline
// In so short a life, to compile more would take longer than it saves.
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=3 -XX:+UseSerialGC
//CDS
// The class-data archive would print warnings on standard output,
//RUNTIME_OPTIONS -Xlog:disable -Xlog:all=error:stderr
// and JDK 17 crashes when it archives lambdas of signed jars, such as JGit's.
//RUNTIME_OPTIONS -Djdk.internal.lambda.disableEagerInitialization=true
//SOURCES lib/Common.java
//SOURCES lib/charts/ProvenanceOptions.java
//SOURCES lib/environment/EnvironmentOptions.java
//SOURCES lib/helm/HelmOptions.java
//SOURCES lib/registry/RegistryOptions.java
//SOURCES lib/render/Checks.java
//SOURCES lib/render/ReleaseReport.java
//SOURCES lib/render/Rendering.java
//SOURCES lib/secrets/SecretOutput.java
//SOURCES lib/shards/ShardOptions.java
//SOURCES lib/verb/Functions.java
//SOURCES lib/verb/Packages.java

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Verbs({render.Dependencies.class, Packages.class, Functions.class})
@Command(name = "render.java", mixinStandardHelpOptions = true, version = "render.java 0.1.0", sortOptions = false,
        customSynopsis = {"render.java [OPTIONS] [-- HELM-OPTIONS]",
            "       render.java dependencies list|build|update",
            "       render.java pkg get|update|diff|list",
            "       render.java fn source|run|sink"},
        header = "Renders an umbrella chart and its image locks into .release/state.yaml.%n",
        footer = {"%nExamples:",
            "  render.java                         as gitops.yaml says",
            "  render.java -C example --locked     another project; unlocked images fail",
            "  render.java -f staging.yaml -o -    with more values; prints the state",
            "  render.java --env production        prints what that branch gives",
            "  render.java --validate --score      checks the state, too",
            "  render.java -- --skip-tests         what follows -- goes to helm template",
            "%nExit status: 0 done, 1 failed, 2 wrong usage, 3 a check found something"})
class render implements Callable<Integer>, Script {

    @ArgGroup(validate = false, exclusive = false, heading = "%nWhat to render, and where to:%n")
    What what = new What();

    @ArgGroup(validate = false, exclusive = false, heading = "%nAs helm template:%n")
    HelmOptions helm = new HelmOptions();

    @ArgGroup(validate = false, exclusive = false, heading = "%nUmbrella charts of many sub-charts:%n")
    ShardOptions shards = new ShardOptions();

    @ArgGroup(validate = false, exclusive = false, heading = "%nAfter helm:%n")
    After after = new After();

    @ArgGroup(validate = false, exclusive = false,
            heading = "%nRegistries, which are asked for images that are not locked:%n")
    RegistryOptions registries = new RegistryOptions();

    @ArgGroup(validate = false, exclusive = false, heading = "%nChecks of the state:%n")
    Check check = new Check();

    @Mixin
    EnvironmentOptions environment;

    @Mixin
    Common common;

    static class What {
        @Option(names = {"-a", "--app"}, paramLabel = "NAME", description = "Name of the release (my-app)")
        String application;

        @Option(names = "--chart", paramLabel = "DIR", description = "The umbrella chart (umbrella-chart)")
        String chart;

        @Option(names = "--locks", paramLabel = "DIR", description = "The image locks (app-locks)")
        String locks;

        @Option(names = "--output-dir", paramLabel = "DIR", description = "The release directory (.release)")
        String release;

        @Option(names = {"-o", "--output"}, paramLabel = "FILE",
                description = "Write the state here; - prints it, as --env and --at do")
        String output;

        @Option(names = "--lock-output", paramLabel = "FILE", description = "Write a lock of all images here")
        String lockOutput;
    }

    static class After {
        @Option(names = "--post-renderer", paramLabel = "COMMAND",
                description = "Change the manifests; repeatable, after those of gitops.yaml")
        List<String> postRenderers = List.of();

        @Option(names = "--locked", negatable = true, fallbackValue = "true",
                description = "Fail when no lock covers an image (in CI the default)")
        Boolean locked;

        @Option(names = "--plaintext-secrets",
                description = "Leave what comes from encrypted values in plain text")
        boolean plaintextSecrets;

        @Option(names = "--with", paramLabel = "kbld", description = "Let kbld pin the images")
        String images;
    }

    static class Check {
        @Option(names = "--validate", description = "Compare resources with their schemas (kubeconform)")
        boolean validate;

        @Option(names = "--schema-location", paramLabel = "URL", description = "Where schemas are; repeatable")
        List<String> schemaLocations;

        @Option(names = "--score", description = "Look for what fails in production (kube-score)")
        boolean score;

        @Option(names = "--check-reproducible", description = "Find templates that change from render to render")
        boolean reproducible;
    }

    public static void main(String... args) {
        Common.start(new render(), args);
    }

    /** For packages and functions, which change files. */
    @Override
    public Common common() {
        if (environment.isElsewhere()) {
            throw Failure.usage("packages and functions change the files that are checked out",
                    "Leave out --env and --at.");
        }
        return common;
    }

    @Override
    public Integer call() {
        return environment.in(common, this::render);
    }

    private Integer render(Project project) {
        Settings settings = settings(project.common().settings());
        Rendering rendering = rendering(project, settings);
        try (ReleaseDirectory directory = ReleaseDirectory.open(
                releaseDirectory(project, settings), common.console)) {
            Release release = rendering.render(directory);
            if (settings.locked()) {
                ReleaseReport.requireLocked(release, howToLock());
            }
            ReleaseReport.show(release, write(release, directory, project), howToLock(), common.console);
            List<String> findings = findings(release, settings);
            if (check.reproducible) {
                findings.addAll(rendering.unreproducible());
            }
            findings.addAll(shards.differences(common, rendering.template()));
            findings.forEach(common.console::warn);
            return findings.isEmpty() ? ExitStatus.DONE : ExitStatus.FOUND;
        }
    }

    /** A rendering that asks registries for images that are not locked, where that is allowed. */
    private Rendering rendering(Project project, Settings settings) {
        boolean asksNone = settings.locked() || common.offline || settings.with().images() != null;
        return new Rendering(project, settings, helm.arguments(settings, common.toolArguments()),
                asksNone ? Optional.empty() : Optional.of(() -> registries.open(common)),
                template -> shards.renderer(project.common(), template),
                after.plaintextSecrets ? SecretOutput.PLAIN : SecretOutput.ENCRYPTED);
    }

    /** What gitops.yaml says, with the options of this run in place of it. */
    private Settings settings(Settings project) {
        return project.but(edit -> {
            edit.application = Objects.requireNonNullElse(what.application, project.application());
            edit.namespace = Objects.requireNonNullElse(helm.namespace, edit.namespace);
            edit.chart = Objects.requireNonNullElse(what.chart, edit.chart);
            edit.locks = Objects.requireNonNullElse(what.locks, edit.locks);
            edit.release = Objects.requireNonNullElse(what.release, edit.release);
            edit.locked = Objects.requireNonNullElse(after.locked, edit.locked);
            edit.postRender = Stream.concat(edit.postRender.stream(), after.postRenderers.stream()).toList();
            edit.validate = check.schemaLocations == null ? edit.validate
                    : new Settings.Validate(check.schemaLocations, edit.validate.requireSchemas());
            edit.with = after.images == null ? edit.with : edit.with.images(after.images);
        });
    }

    /** Where to render: what is not checked out leaves the checkout alone, unless the user names a directory. */
    private Path releaseDirectory(Project project, Settings settings) {
        return project.isCheckout() || what.release == null ? project.common().path(settings.release())
                : common.path(what.release).toAbsolutePath();
    }

    /** The command that locks what is not, for people. */
    private String howToLock() {
        return "lock.java resolve" + environment.words()
                + (common.projectDir().toString().isEmpty() ? "" : " -C " + common.projectDir());
    }

    /** Puts the lock and the state where they are wanted; returns where the state is, for people. */
    private String write(Release release, ReleaseDirectory directory, Project project) {
        if (what.lockOutput != null) {
            FileTree.write(common.path(what.lockOutput), release.lock().get());
        }
        boolean prints = what.output == null && !project.isCheckout() && what.release == null;
        if (prints || "-".equals(what.output)) {
            common.print(release.state());
            return "printed";
        }
        if (what.output == null) {
            directory.publish(release);
            return directory.state().toString();
        }
        Path file = common.path(what.output);
        FileTree.write(file, release.state());
        return file.toString();
    }

    private List<String> findings(Release release, Settings settings) {
        Checks checks = new Checks(common, settings.validate(), helm.kubeVersion(settings));
        List<String> findings = new ArrayList<>();
        if (check.validate) {
            findings.addAll(checks.validate(release.state()));
        }
        if (check.score) {
            findings.addAll(checks.score(release.state()));
        }
        return findings;
    }

    @Command(name = "dependencies", mixinStandardHelpOptions = true,
            header = "Lists, builds or updates what the umbrella chart depends on, as helm dependency does.%n",
            synopsisSubcommandLabel = "list|build|update")
    static class Dependencies {
        @ParentCommand
        render render;

        @Command(name = "list", description = "What Chart.yaml asks for and what charts/ holds")
        int list() {
            render.common.print(new Helm(render.common).dependency("list", chart()));
            return ExitStatus.DONE;
        }

        @Command(name = "build", description = "Make charts/ hold what Chart.lock says")
        int build(@Mixin ProvenanceOptions provenance) {
            Helm helm = new Helm(render.common);
            helm.buildDependencies(Chart.read(chart()), "as Chart.lock says");
            provenance.verify(helm, Chart.read(chart()));
            return ExitStatus.DONE;
        }

        @Command(name = "update", description = "Find the newest versions that fit Chart.yaml, and lock them")
        int update(@Mixin ProvenanceOptions provenance) {
            Helm helm = new Helm(render.common);
            render.common.console.info(helm.dependency("update", chart()).strip());
            provenance.verify(helm, Chart.read(chart()));
            return ExitStatus.DONE;
        }

        private Path chart() {
            return render.common.path(render.settings(render.common.settings()).chart());
        }
    }
}
