import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real Docker engine, shared by all tests of a run: the one that this machine has, or one of the run's own, for which
 * Debian's packages are installed if they are missing.
 */
final class DockerEngine {
    private DockerEngine() {}

    /** Lets the commands of a sandbox use the engine. */
    static Sandbox in(Sandbox sandbox) {
        return Shared.OWN_HOST.isEmpty() ? sandbox : sandbox.env("DOCKER_HOST", Shared.OWN_HOST);
    }

    /** Runs {@code docker} in a sandbox with the engine; returns what it prints. */
    static String docker(Sandbox sandbox, String... arguments) {
        return in(sandbox).run(Stream.concat(Stream.of("docker"), Stream.of(arguments)).toList())
                .succeeds().out().strip();
    }

    private static final class Shared {
        static final String OWN_HOST = isRunning("") ? "" : start();

        private static String start() {
            DebianPackage.install("docker.io", "dockerd", "docker");
            try {
                Path directory = Files.createTempDirectory("docker-");
                String host = "unix://" + directory.resolve("docker.sock");
                Process engine = new ProcessBuilder("dockerd", "--data-root", directory.resolve("data").toString(),
                        "--exec-root", directory.resolve("exec").toString(),
                        "--pidfile", directory.resolve("pid").toString(), "--host", host,
                        "--bridge=none", "--iptables=false", "--ip6tables=false")
                        .redirectErrorStream(true).redirectOutput(directory.resolve("log").toFile()).start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(engine, directory)));
                Await.until("the Docker engine starts", () -> isRunning(host) || !engine.isAlive());
                assertTrue(engine.isAlive(), () -> "dockerd ended:\n" + read(directory.resolve("log")));
                return host;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void stop(Process engine, Path directory) {
            engine.destroy();
            try {
                engine.waitFor(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            FileTree.delete(directory);
        }

        private static boolean isRunning(String host) {
            try (Sandbox sandbox = Sandbox.create()) {
                if (!host.isEmpty()) {
                    sandbox.env("DOCKER_HOST", host);
                }
                return sandbox.shell("docker version").exit() == 0;
            }
        }

        private static String read(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
