//SOURCES ../Common.java
//SOURCES BuildOutput.java
//SOURCES ImageBuilders.java

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Builds images, several at once. */
final class ImageBuilds {
    private final ImageBuilders builders;
    private final Common common;

    private record Built(ImageBuild build, String image) {}

    ImageBuilds(ImageBuilders builders, Common common) {
        this.builders = builders;
        this.common = common;
    }

    /**
     * Builds and pushes.
     *
     * @param atOnce how many at most run at the same time
     * @return for each build what manifests use
     * @throws Failure of the first build that fails; the others are stopped
     */
    Map<ImageBuild, String> run(List<ImageBuild> builds, int atOnce) {
        BuildOutput output = new BuildOutput(builds.stream().map(ImageBuild::image).toList(), common.console,
                common.debug);
        builds.forEach(build -> builders.of(build.source()));
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, Math.min(atOnce, builds.size())));
        try {
            CompletionService<Built> finished = new ExecutorCompletionService<>(threads);
            builds.forEach(build -> finished.submit(() -> new Built(build, build(build, output))));
            Map<ImageBuild, String> images = new LinkedHashMap<>();
            for (int i = 0; i < builds.size(); i++) {
                Built built = finished.take().get();
                images.put(built.build, built.image);
            }
            return images;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Failure failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("the build was interrupted");
        } finally {
            stop(threads);
        }
    }

    private String build(ImageBuild build, BuildOutput output) {
        try (BuildOutput.Log log = output.of(build.image())) {
            return builders.of(build.source()).build(build, new BuildTools(build, common.tools(), log));
        }
    }

    /** Waits until what the threads have run is stopped, so that nothing prints after the failure. */
    private static void stop(ExecutorService threads) {
        threads.shutdownNow();
        try {
            threads.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
