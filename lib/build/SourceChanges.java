//SOURCES ../git/GitWorkTree.java
//SOURCES ../git/ShortHash.java
//SOURCES ../registry/Registry.java
//SOURCES BuildPlan.java
//SOURCES DockerIgnore.java
//SOURCES DockerfileOptions.java
//SOURCES ImageBuild.java

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds out whether a locked image has to be built again. The lock says which commit it was built from, and Git what
 * has changed since, so nothing else has to be kept; a machine that has never built it can tell, too.
 *
 * <p>What a build reads from elsewhere, such as a base image that has moved, is not seen.
 */
final class SourceChanges {
    private final List<String> files;
    private final Path project;
    private final Set<Path> products;
    private final Registry registry;

    /**
     * @param files kbld's configuration, seen from the project's directory
     * @param products what scripts write and no build reads, though Git ignores it
     */
    SourceChanges(List<String> files, Path project, Set<Path> products, Registry registry) {
        this.files = files;
        this.project = project;
        this.products = products;
        this.registry = registry;
    }

    /** Why an image has to be built, as the end of "is built: "; empty when what is locked is as good. */
    Optional<String> since(Optional<ImageConfig.Override> locked, ImageBuild build) {
        if (locked.isEmpty()) {
            return Optional.of("it is not locked yet");
        }
        ImageReference image = ImageReference.parse(locked.get().newImage());
        List<String> tags = locked.get().origins().stream().filter(origin -> origin.tagged() != null)
                .flatMap(origin -> origin.tagged().tags().stream()).toList();
        if (!image.isPinned() || !build.isPushed() || !image.pinned().equals(build.pinned(image.digest()))) {
            return Optional.of("it goes elsewhere than what is locked");
        }
        if (!tags.equals(build.tags())) {
            return Optional.of("it gets other tags than what is locked");
        }
        if (!build.options().isEmpty()) {
            return Optional.of("no lock tells what it was built with after --");
        }
        return sourceSince(locked.get(), build).or(() -> registry.holds(image) ? Optional.empty()
                : Optional.of("the registry holds no " + image.pinned()));
    }

    private Optional<String> sourceSince(ImageConfig.Override locked, ImageBuild build) {
        Optional<ImageOrigin.Git> origin = locked.origins().stream().map(ImageOrigin::git)
                .filter(git -> git != null).findFirst();
        if (origin.isEmpty()) {
            return Optional.of("the lock does not tell its commit");
        }
        if (origin.get().dirty()) {
            return Optional.of("what is locked was built with local changes");
        }
        Optional<GitWorkTree> found = GitWorkTree.of(build.directory());
        if (found.isEmpty()) {
            return Optional.of(build.directory() + " is in no Git repository");
        }
        try (GitWorkTree tree = found.get()) {
            String commit = origin.get().sha();
            String abbreviated = ShortHash.of(commit);
            if (!tree.has(commit)) {
                return Optional.of("commit " + abbreviated + ", which is locked, is not in this clone");
            }
            if (!wasBuiltAs(build, tree, commit)) {
                return Optional.of("its options have changed since " + abbreviated);
            }
            return changes(build, tree, commit)
                    .map(change -> change + (change.endsWith("changed") ? " since " + abbreviated : ""));
        }
    }

    private Optional<String> changes(ImageBuild build, GitWorkTree tree, String commit) {
        Set<String> changed = new TreeSet<>();
        for (String path : inputs(build, tree)) {
            changed.addAll(tree.changedSince(commit, path));
            changed.addAll(tree.localChanges(path));
        }
        products.forEach(product -> tree.path(product).ifPresent(changed::remove));
        if (!changed.isEmpty()) {
            return Optional.of(summary(changed) + " changed");
        }
        Set<String> ignored = ignored(build, tree);
        products.forEach(product -> tree.path(product).ifPresent(ignored::remove));
        return ignored.isEmpty() ? Optional.empty()
                : Optional.of("Git ignores " + summary(ignored) + ", which the build may read");
    }

    /** What is in the directory of a build, unknown to Git, and not kept out of the build either. */
    private static Set<String> ignored(ImageBuild build, GitWorkTree tree) {
        String directory = tree.path(build.directory()).orElse(".");
        Set<String> ignored = new TreeSet<>(tree.ignored(directory));
        if (heedsDockerIgnore(build.source())) {
            DockerIgnore rules = DockerIgnore.of(build.directory());
            Path root = Path.of(directory.equals(".") ? "" : directory);
            ignored.removeIf(path -> rules.leavesOut(root.relativize(Path.of(path))));
        }
        return ignored;
    }

    /** What a build reads: its directory, or all of the repository where tools look further, and the Dockerfile. */
    private static List<String> inputs(ImageBuild build, GitWorkTree tree) {
        ImageSource source = build.source();
        if (source.ko() != null || source.bazel() != null || readsOtherDirectories(source)) {
            return List.of(".");
        }
        List<String> inputs = new ArrayList<>();
        tree.path(build.directory()).ifPresent(inputs::add);
        dockerBuilds(source).filter(options -> options.file() != null).forEach(
                options -> tree.path(build.directory().resolve(options.file())).ifPresent(inputs::add));
        return inputs;
    }

    /** BuildKit prefers a file beside the Dockerfile, which may be anywhere. */
    private static boolean heedsDockerIgnore(ImageSource source) {
        return source.readsDockerfile() && !readsOtherDirectories(source)
                && dockerBuilds(source).noneMatch(build -> build.file() != null && build.file().contains("/"));
    }

    private static boolean readsOtherDirectories(ImageSource source) {
        return dockerBuilds(source).flatMap(options -> options.rawOptions().stream())
                .anyMatch(option -> option.startsWith("-f") || option.startsWith("--file")
                        || option.startsWith("--build-context"));
    }

    private static Stream<ImageSource.DockerBuild> dockerBuilds(ImageSource source) {
        return source.docker() == null ? Stream.empty()
                : Stream.of(source.docker().build(), source.docker().buildx()).filter(options -> options != null);
    }

    /** Whether the configuration of that commit says the same of how to build the image. */
    private boolean wasBuiltAs(ImageBuild build, GitWorkTree tree, String commit) {
        List<ImageSource> sources = new ArrayList<>();
        for (String file : files) {
            Optional<String> path = file.equals("-") ? Optional.empty() : tree.path(project.resolve(file));
            Map<String, String> texts = path.map(known -> tree.texts(commit, known)).orElse(Map.of());
            texts.forEach((name, text) -> sources.addAll(sources(name + " of " + commit, text)));
        }
        return sources.stream().filter(source -> Objects.equals(source.image(), build.source().image())
                && Objects.equals(source.imageRepo(), build.source().imageRepo())).findFirst()
                .filter(build.source()::equals).isPresent();
    }

    private static List<ImageSource> sources(String name, String text) {
        try {
            return Yaml.read(name, text).stream().filter(document -> ImageConfig.isConfig(document.content()))
                    .flatMap(document -> ImageConfig.read(document).sources().stream()).toList();
        } catch (Failure unreadable) {
            return List.of();
        }
    }

    private static String summary(Set<String> paths) {
        String first = paths.iterator().next();
        return paths.size() == 1 ? first : first + " and " + (paths.size() - 1) + " more";
    }
}
