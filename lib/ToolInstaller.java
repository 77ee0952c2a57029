//SOURCES Console.java
//SOURCES Failure.java
//SOURCES FileTree.java
//SOURCES Run.java
//SOURCES PinnedTool.java

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Installs pinned tools into the tool cache: a release checked against its SHA-256, or {@code go install}. */
final class ToolInstaller {
    private final Path cache;
    private final String mirror;
    private final Console console;

    /**
     * @param cache holds {@code NAME/VERSION/NAME}
     * @param mirror base URL that serves {@code HOST/PATH} of every release; empty to ask the hosts themselves
     */
    ToolInstaller(Path cache, String mirror, Console console) {
        this.cache = cache;
        this.mirror = mirror;
        this.console = console;
    }

    Optional<Path> cached(PinnedTool tool) {
        Path program = program(tool);
        return Files.isExecutable(program) ? Optional.of(program) : Optional.empty();
    }

    /** Puts the tool into the cache in one move, so that two runs at once do not disturb each other. */
    Path install(PinnedTool tool, boolean offline) {
        if (offline) {
            throw missing(tool, List.of("--offline forbids installing it"));
        }
        console.info("Installing " + tool.command() + " " + tool.version() + " into " + program(tool).getParent());
        List<String> problems = new ArrayList<>();
        Path directory = program(tool).getParent();
        Path workshop = null;
        try {
            Files.createDirectories(directory);
            workshop = Files.createTempDirectory(directory, ".new-");
            if (fetched(tool, workshop, problems) || goInstalled(tool, workshop, problems)) {
                Files.move(workshop.resolve(tool.command()), program(tool), StandardCopyOption.ATOMIC_MOVE);
                return program(tool);
            }
        } catch (IOException e) {
            throw Failure.writing(directory, e);
        } finally {
            if (workshop != null) {
                FileTree.delete(workshop);
            }
        }
        throw missing(tool, problems);
    }

    private Path program(PinnedTool tool) {
        return cache.resolve(tool.command()).resolve(tool.version()).resolve(tool.command());
    }

    private boolean fetched(PinnedTool tool, Path workshop, List<String> problems) throws IOException {
        String platform = platform();
        Optional<PinnedTool.Download> release = tool.download(platform);
        if (release.isEmpty()) {
            problems.add("no release with a known checksum for " + platform);
            return false;
        }
        PinnedTool.Download download = release.get();
        URI url = URI.create(mirrored(download.url()));
        Path file = workshop.resolve("download");
        try {
            HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL)
                    .connectTimeout(Duration.ofSeconds(20)).build();
            HttpRequest request = HttpRequest.newBuilder(url).timeout(Duration.ofMinutes(10)).build();
            HttpResponse<Path> response = client.send(request, HttpResponse.BodyHandlers.ofFile(file));
            if (response.statusCode() != 200) {
                problems.add(url + " answered " + response.statusCode());
                return false;
            }
        } catch (IOException e) {
            problems.add(url.getHost() + " could not be reached");
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("installing " + tool.command() + " was interrupted");
        }
        String sha256 = FileTree.sha256(file);
        if (!sha256.equals(download.sha256())) {
            throw new Failure(url + " is not the release that was pinned: its SHA-256 is " + sha256 + ", not "
                    + download.sha256(), "Do not use that download; check the mirror or the network in between.");
        }
        unpack(tool, download, file, workshop);
        return true;
    }

    private static void unpack(PinnedTool tool, PinnedTool.Download download, Path file, Path workshop)
            throws IOException {
        Path program = workshop.resolve(tool.command());
        if (download.member().isEmpty()) {
            Files.move(file, program);
        } else {
            new Run("tar", "-xzf", file.toString(), "-C", workshop.toString(), download.member()).checked();
            if (!download.member().equals(tool.command())) {
                Files.move(workshop.resolve(download.member()), program);
            }
        }
        program.toFile().setExecutable(true, false);
    }

    private boolean goInstalled(PinnedTool tool, Path workshop, List<String> problems) {
        if (tool.goInstallable().isEmpty()) {
            return false;
        }
        console.progress("go install " + tool.goInstallable());
        try {
            new Run("go", "install", tool.goInstallable())
                    .env("GOBIN", workshop.toAbsolutePath().toString()).in(workshop).checked();
            return true;
        } catch (Failure e) {
            problems.add("go install " + tool.goInstallable() + " failed: " + e.getMessage());
            return false;
        } finally {
            console.clearProgress();
        }
    }

    private String mirrored(String url) {
        return mirror.isEmpty() ? url : url.replaceFirst("^https://", mirror.replaceFirst("/*$", "/"));
    }

    private static Failure missing(PinnedTool tool, List<String> problems) {
        return new Failure(tool.command() + " is needed, is not on this machine and could not be installed: "
                + String.join("; ", problems),
                "Install it (" + tool.manual() + "), or name its path in " + Settings.FILE + " under tools.paths.");
    }

    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase();
        String arch = System.getProperty("os.arch");
        return (os.startsWith("mac") ? "darwin" : os.startsWith("windows") ? "windows" : "linux")
                + (arch.equals("aarch64") ? "-arm64" : "-amd64");
    }
}
