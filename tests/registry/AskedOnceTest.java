import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** However many ask for the same images at the same time, in any order: each image is asked for once. */
@InSandbox
class AskedOnceTest {
    private static final int THREADS = 24;
    private static final int IMAGES = 30;

    @Test
    void each_image_is_asked_for_once(Sandbox sandbox) throws Exception {
        Random random = new Random(20260101);
        try (FakeRegistry fake = FakeRegistry.start()) {
            List<String> names = IntStream.range(0, IMAGES).mapToObj(i -> "image-" + i).toList();
            for (String name : names) {
                boolean known = random.nextInt(4) > 0;
                fake.on("/v2/" + name + "/manifests/1.0", asked -> known
                        ? FakeRegistry.Reply.digest(OciImage.digest(name.getBytes())) : FakeRegistry.Reply.of(404));
            }
            Registry registry = Asking.from(sandbox).open();
            List<List<String>> answers = inThreads(random, names, fake.host(), registry);
            assertEquals(1, answers.stream().distinct().count());
            for (String name : names) {
                assertEquals(1, fake.asked("/v2/" + name + "/manifests/1.0").size(), name);
            }
        }
    }

    @Test
    void no_more_than_a_few_requests_are_under_way_at_once(Sandbox sandbox) {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(RegistryBatch.AT_ONCE);
        try (FakeRegistry fake = FakeRegistry.start()) {
            List<ImageReference> images = IntStream.range(0, 3 * RegistryBatch.AT_ONCE)
                    .mapToObj(i -> ImageReference.parse(fake.host() + "/image-" + i + ":1.0")).toList();
            images.forEach(image -> fake.on("/v2/" + image.repository().replaceFirst(".*/", "") + "/manifests/1.0",
                    asked -> {
                        most.accumulateAndGet(now.incrementAndGet(), Math::max);
                        full.countDown();
                        awaitQuietly(full);
                        now.decrementAndGet();
                        return FakeRegistry.Reply.digest("sha256:" + "a".repeat(64));
                    }));
            Registry registry = Asking.from(sandbox).open();
            assertEquals(images.size(), registry.askAll(images, registry::digest).size());
            assertEquals(RegistryBatch.AT_ONCE, most.get());
        }
    }

    /** What each thread was answered, in the order of the names. */
    private static List<List<String>> inThreads(Random random, List<String> names, String host, Registry registry)
            throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CountDownLatch start = new CountDownLatch(THREADS);
            List<Future<List<String>>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                List<String> order = new ArrayList<>(names);
                Collections.shuffle(order, random);
                all.add(threads.submit(() -> {
                    start.countDown();
                    awaitQuietly(start);
                    order.forEach(name -> answer(registry, host, name));
                    return names.stream().map(name -> answer(registry, host, name)).toList();
                }));
            }
            List<List<String>> answers = new ArrayList<>();
            for (Future<List<String>> one : all) {
                answers.add(one.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private static String answer(Registry registry, String host, String name) {
        try {
            return registry.digest(ImageReference.parse(host + "/" + name + ":1.0"));
        } catch (Failure e) {
            return e.getMessage();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
