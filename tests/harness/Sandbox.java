import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A working directory and a home for one test; commands run in it as a user would run them. */
final class Sandbox implements AutoCloseable {
    private static final List<String> LEFT_OUT = List.of("CI", "NO_COLOR", "KUBECONFIG", "GITOPS_CACHE_DIR", "XDG_CACHE_HOME");

    private final Path root;
    private final Map<String, String> environment = new LinkedHashMap<>();

    private Sandbox(Path root) {
        this.root = root;
        env("HOME", root.resolve("home").toString());
        env("GITOPS_CACHE_DIR", Tools.cache().toAbsolutePath().toString());
        env("SOPS_AGE_KEY_FILE", Workbench.REPOSITORY.resolve("example/test-key.txt").toString());
        env("JBANG_DIR", Tools.cache().resolve("tests").toAbsolutePath().toString());
    }

    static Sandbox create() {
        try {
            Sandbox sandbox = new Sandbox(Files.createTempDirectory("sandbox-").toRealPath());
            Files.createDirectories(sandbox.root.resolve("home"));
            Files.createDirectories(sandbox.directory());
            return sandbox;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The working directory. */
    Path directory() {
        return root.resolve("work");
    }

    Path path(String name) {
        return directory().resolve(name);
    }

    Sandbox env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Copies a file or directory of the repository under the same name. */
    Sandbox copy(String name) {
        return copy(Workbench.REPOSITORY.resolve(name), name);
    }

    /** Makes the working directory a copy of the repository, as Git would clone it, with one commit. */
    Sandbox repository() {
        run(List.of("git", "-C", Workbench.REPOSITORY.toString(), "ls-files", "--cached", "--others", "--exclude-standard"))
                .succeeds().out().lines().filter(name -> Files.exists(Workbench.REPOSITORY.resolve(name))).forEach(this::copy);
        shell("git init -q . && git add . && git -c user.name=test -c user.email=test@example.com commit -q -m all").succeeds();
        return this;
    }

    Sandbox copy(Path source, String name) {
        try (Stream<Path> all = Files.walk(source)) {
            for (Path file : all.filter(file -> !file.toString().contains("/.release")).toList()) {
                Path target = path(name).resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
                }
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Sandbox write(String name, String text) {
        try {
            Files.createDirectories(path(name).getParent());
            Files.writeString(path(name), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A program of the test's own, in the directory {@code bin}. */
    Path program(String name, String shell) {
        write("bin/" + name, "#!/bin/sh\n" + shell + "\n");
        try {
            return Files.setPosixFilePermissions(path("bin/" + name), PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String name) {
        try {
            return Files.readString(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String name) {
        return Files.exists(path(name));
    }

    /** Runs a script of the repository through its launcher. */
    CommandResult script(String script, String... arguments) {
        return finish(startScript(script, arguments));
    }

    /** Starts a script of the repository and does not wait for it. */
    RunningCommand startScript(String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Workbench.REPOSITORY.resolve("jbang").toString(), Workbench.REPOSITORY.resolve(script).toString()));
        command.addAll(List.of(arguments));
        return start(command);
    }

    /** Runs a line of shell, as the README prints it. */
    CommandResult shell(String line) {
        return finish(start(List.of("sh", "-c", line)));
    }

    CommandResult run(List<String> command) {
        return finish(start(command));
    }

    RunningCommand start(List<String> command) {
        try {
            Path out = Files.createTempFile(root, "out", "");
            Path err = Files.createTempFile(root, "err", "");
            ProcessBuilder builder = new ProcessBuilder(command).directory(directory().toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .redirectOutput(out.toFile()).redirectError(err.toFile());
            LEFT_OUT.forEach(builder.environment()::remove);
            builder.environment().keySet().removeIf(name -> name.startsWith("HELM_"));
            builder.environment().putAll(environment);
            return new RunningCommand(String.join(" ", command), builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command under way; its output goes to files. */
    record RunningCommand(String command, Process process, Path out, Path err) {

        /** What it has written to standard error so far. */
        String said() {
            try {
                return Files.readString(err);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    CommandResult finish(RunningCommand running) {
        try {
            if (!running.process.waitFor(Duration.ofMinutes(4).toSeconds(), TimeUnit.SECONDS)) {
                running.process.destroyForcibly();
                throw new IllegalStateException(running.command + " did not end:\n" + Files.readString(running.err));
            }
            return new CommandResult(running.command, running.process.exitValue(),
                    Files.readString(running.out), Files.readString(running.err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            running.process.destroyForcibly();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        FileTree.delete(root);
    }
}
