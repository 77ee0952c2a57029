import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Random values in all places where secrets come in, which are looked for while scripts run and after them: in what they
 * print, in the arguments of all processes, and in all files that they could write.
 */
final class Planted {
    private final Sandbox sandbox;
    /** What is looked for, by the place that it came in at. */
    private final Map<String, String> values = new TreeMap<>();
    private final Set<String> found = new LinkedHashSet<>();
    private final Set<String> seen = new TreeSet<>();
    private int samples;

    /** Has temporary files of scripts, and of what they run, below the sandbox. */
    Planted(Sandbox sandbox) {
        this.sandbox = sandbox;
        sandbox.write("../tmp/.keep", "");
        Path temporary = sandbox.path("../tmp").normalize();
        sandbox.env("TMPDIR", temporary.toString()).env("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary);
    }

    /** A new value. */
    String value(String place) {
        byte[] random = new byte[12];
        new SecureRandom().nextBytes(random);
        return secret(place, HexFormat.of().formatHex(random));
    }

    /** A value that somebody else made. */
    String secret(String place, String value) {
        values.put(place, value);
        values.put(place + " in base64", Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
        return value;
    }

    /** Runs a script, and fails when one of the values is anywhere. */
    CommandResult script(String name, String... arguments) {
        Sandbox.RunningCommand running = sandbox.startScript(name, arguments);
        while (running.process().isAlive()) {
            look();
            pause();
        }
        CommandResult result = sandbox.finish(running);
        look();
        look("standard output of " + running.command(), result.out());
        look("standard error of " + running.command(), result.err());
        none(result);
        return result;
    }

    /** Fails when one of the values is in a text. */
    void none(String where, String text) {
        look(where, text);
        assertEquals(Set.of(), found);
    }

    /** Fails when one of the values is in a file below a directory. */
    void noneBelow(Path directory) {
        files(directory);
        assertEquals(Set.of(), found);
    }

    /** Fails unless the arguments of processes of a program were looked at. */
    void hasSeen(String program) {
        assertTrue(seen.stream().anyMatch(name -> name.endsWith(program)), () -> program + " is not among " + seen);
        assertTrue(samples > 10, () -> "looked " + samples + " times");
    }

    private void none(CommandResult result) {
        assertEquals(Set.of(), found, result::command);
    }

    private void look() {
        samples++;
        processes();
        files(sandbox.directory());
        files(sandbox.path("../tmp"));
        files(Path.of("/dev/shm"));
    }

    private void processes() {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            for (Path process : all.filter(path -> path.getFileName().toString().matches("\\d+")).toList()) {
                String arguments = text(process.resolve("cmdline"));
                Stream.of(arguments.split("\0")).limit(1).forEach(seen::add);
                look("arguments of " + arguments.split("\0")[0], arguments);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void files(Path directory) {
        for (Path file : regularFiles(directory)) {
            look("the file " + file, text(file));
        }
    }

    private void look(String where, String text) {
        values.forEach((place, value) -> {
            if (text.contains(value)) {
                found.add("the value of " + place + " is in " + where);
            }
        });
    }

    /** Files come and go meanwhile. Pipes are not read, as this would take away what is in them. */
    private static List<Path> regularFiles(Path directory) {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(directory)) {
            all.filter(Files::isRegularFile).forEach(files::add);
        } catch (IOException | java.io.UncheckedIOException gone) {
            return files;
        }
        return files;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
