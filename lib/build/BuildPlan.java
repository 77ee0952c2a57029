//SOURCES ../image/ImageResolver.java
//SOURCES ../image/ImageSearch.java
//SOURCES ../lock/ImageLocks.java
//SOURCES ../resource/Resource.java
//SOURCES ImageBuild.java

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a project's files say of its images.
 *
 * @param builds the images that have a source
 * @param others those that have none, each with a resource that uses it
 * @param locks the configuration of images
 */
record BuildPlan(List<ImageBuild> builds, Map<String, ImageUse> others, ImageLocks locks) {

    /**
     * Reads kbld's configuration and the resources beside it.
     *
     * @param files seen from the project's directory: files, directories, or {@code -} for standard input
     * @param project where the paths of sources start, too
     * @param options more options for each build
     */
    static BuildPlan read(List<String> files, Path project, List<String> options) {
        ImageLocks locks = new ImageLocks();
        List<Resource> resources = files.stream().flatMap(file -> resources(file, project, locks)).toList();
        Map<String, ImageUse> images = new LinkedHashMap<>();
        resources.forEach(resource -> ImageSearch.of(locks.searchRules(), image -> {
            images.putIfAbsent(image, new ImageUse(resource.title(), resource.place()));
            return image;
        }).replaceIn(resource.content()));
        ImageUse configuration = new ImageUse("sources", new Yaml.Place(String.join(", ", files), 0, 0));
        locks.built().forEach(image -> images.putIfAbsent(image, configuration));
        images.remove("");
        if (images.isEmpty()) {
            throw new Failure(configuration.place() + ": there is no image to build", "Name one in sources.");
        }
        List<ImageBuild> builds = new ArrayList<>();
        images.keySet().forEach(image -> locks.source(image).ifPresent(source -> builds.add(
                new ImageBuild(image, source, project.resolve(source.path()).normalize(),
                        locks.destination(image).orElse(null), options))));
        builds.forEach(ImageBuild::check);
        builds.forEach(build -> images.remove(build.image()));
        return new BuildPlan(builds, images, locks);
    }

    /** The builds of all images but these. */
    List<ImageBuild> buildsBut(Set<String> done) {
        return builds.stream().filter(build -> !done.contains(build.image())).toList();
    }

    /** All of them, those that are built first. */
    List<String> images() {
        return Stream.concat(builds.stream().map(ImageBuild::image), others.keySet().stream()).toList();
    }

    /**
     * What the images stand for that are not built.
     *
     * @param registry opened when it has to be asked
     */
    Map<String, ImageConfig.Override> found(Supplier<Registry> registry) {
        Map<String, PinnedImage> found = new TreeMap<>();
        Map<String, ImageUse> unknown = new TreeMap<>();
        others.forEach((image, use) -> locks.pinned(image)
                .ifPresentOrElse(pinned -> found.put(image, pinned), () -> unknown.put(image, use)));
        found.putAll(new ImageResolver(locks, registry).resolve(unknown));
        Map<String, ImageConfig.Override> overrides = new TreeMap<>();
        found.forEach((image, pinned) -> overrides.put(image,
                ImageConfig.Override.locked(image, pinned.url(), List.of())));
        return overrides;
    }

    private static Stream<Resource> resources(String file, Path project, ImageLocks locks) {
        if (file.equals("-")) {
            return Resource.of(Yaml.read("standard input", standardInput()), locks::add).stream();
        }
        Path path = project.resolve(file);
        return (Files.isDirectory(path) ? Resource.read(path, locks::add)
                : Resource.of(Yaml.read(path), locks::add)).stream();
    }

    private static String standardInput() {
        try {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Failure("cannot read standard input: " + e.getMessage());
        }
    }
}
