//SOURCES ../Console.java
//SOURCES ../Failure.java
//SOURCES ../Settings.java
//SOURCES ../io/FileTree.java
//SOURCES ../io/HttpProxies.java
//SOURCES ../io/TarGz.java
//SOURCES ../lock/LockFile.java
//SOURCES PinnedTool.java
//SOURCES Run.java

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Installs pinned tools into the tool cache: a release checked against its SHA-256, or {@code go install}. */
final class ToolInstaller {
    private static final Duration TIME_TO_CONNECT = Duration.ofSeconds(20);
    private static final Duration TIME_TO_DOWNLOAD = Duration.ofMinutes(10);
    private static final Map<String, String> ARCHITECTURES = Map.of("aarch64", "arm64", "x86_64", "amd64");

    private final Path cache;
    private final String mirror;
    private final HttpProxies proxies;
    private final Console console;

    /**
     * @param cache holds {@code NAME/VERSION/NAME}
     * @param mirror base URL that serves {@code HOST/PATH} of every release; empty to ask the hosts themselves
     */
    ToolInstaller(Path cache, String mirror, HttpProxies proxies, Console console) {
        this.cache = cache;
        this.mirror = mirror;
        this.proxies = proxies;
        this.console = console;
    }

    Optional<Path> cached(PinnedTool tool) {
        Path program = program(tool);
        return Files.isExecutable(program) ? Optional.of(program) : Optional.empty();
    }

    /** Puts the tool into the cache in one move. Of several runs at once, one installs it and the others wait. */
    Path install(PinnedTool tool, boolean offline) {
        if (offline) {
            throw missing(tool, List.of("--offline forbids it"));
        }
        Path directory = program(tool).getParent();
        synchronized (ToolInstaller.class) { // a file lock keeps only other processes out
            try {
                Files.createDirectories(directory);
                try (LockFile lock = LockFile.acquire(directory.resolve(".lock"),
                        "another run that installs " + tool.command(), console)) {
                    return cached(tool).orElseGet(() -> installed(tool, directory));
                }
            } catch (IOException e) {
                throw Failure.writing(directory, e);
            }
        }
    }

    private Path installed(PinnedTool tool, Path directory) {
        console.info("Installing " + tool.command() + " " + tool.version() + " into " + directory);
        List<String> problems = new ArrayList<>();
        Path workshop = null;
        try {
            deleteLeftovers(directory);
            workshop = Files.createTempDirectory(directory, ".new-");
            if (fetched(tool, workshop, problems) || goInstalled(tool, workshop, problems)) {
                FileTree.move(workshop.resolve(tool.command()), program(tool));
                return program(tool);
            }
        } catch (IOException e) {
            throw Failure.writing(directory, e);
        } finally {
            console.clearProgress();
            if (workshop != null) {
                FileTree.delete(workshop);
            }
        }
        throw missing(tool, problems);
    }

    /** What runs left that were killed; nobody else is at work while this one has the lock. */
    private static void deleteLeftovers(Path directory) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(directory, ".new-*")) {
            leftovers.forEach(FileTree::delete);
        }
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
        URI source = mirrored(download.url());
        String url = Run.withoutPasswords(source.toString());
        console.progress("downloading " + url);
        Path file = workshop.resolve("download");
        Optional<String> problem = download(source, file).map(reason -> "downloading " + url + " failed: " + reason);
        if (problem.isPresent()) {
            problems.add(problem.get());
            return false;
        }
        String sha256 = FileTree.sha256(file);
        if (!sha256.equals(download.sha256())) {
            throw new Failure(url + " is not the release that was pinned: its SHA-256 is " + sha256 + ", not "
                    + download.sha256(), "Do not use that download; check the mirror or the network in between.");
        }
        unpack(download, file, workshop.resolve(tool.command()));
        return true;
    }

    /** What went wrong; empty when all of the URL's content is in the file. */
    private Optional<String> download(URI url, Path file) {
        HttpClient.Builder builder = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(TIME_TO_CONNECT);
        proxies.proxy(url).ifPresent(proxy -> builder.proxy(
                ProxySelector.of((InetSocketAddress) proxy.address().address())));
        HttpClient client = builder.build();
        try {
            HttpResponse<Path> response = client.sendAsync(HttpRequest.newBuilder(url).build(),
                    HttpResponse.BodyHandlers.ofFile(file)).get(TIME_TO_DOWNLOAD.toSeconds(), TimeUnit.SECONDS);
            return response.statusCode() == 200 ? Optional.empty()
                    : Optional.of("the answer is HTTP status " + response.statusCode());
        } catch (ExecutionException e) {
            return Optional.of(Objects.requireNonNullElse(e.getCause().getMessage(), "there is no connection"));
        } catch (TimeoutException e) {
            return Optional.of("it took longer than " + TIME_TO_DOWNLOAD.toMinutes() + " minutes");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("a download was interrupted");
        }
    }

    private static void unpack(PinnedTool.Download download, Path file, Path program) throws IOException {
        if (download.member().isEmpty()) {
            Files.move(file, program);
        } else {
            try (OutputStream to = Files.newOutputStream(program)) {
                if (!TarGz.extract(file, download.member()::equals, to)) {
                    throw new Failure(download.url() + " does not contain " + download.member());
                }
            }
        }
        if (!program.toFile().setExecutable(true, false)) {
            throw new IOException("it cannot be made executable");
        }
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
            problems.add("go install " + tool.goInstallable() + " failed: "
                    + e.advice().lines().reduce((first, last) -> last).orElse(e.getMessage()));
            return false;
        }
    }

    private URI mirrored(String url) {
        if (mirror.isEmpty()) {
            return URI.create(url);
        }
        if (!mirror.matches("https?://\\S+")) {
            throw new Failure(Settings.FILE + ": tools.mirror is " + mirror + ", which is no http or https URL",
                    "Write the URL below which the mirror serves HOST/PATH of every release.");
        }
        return URI.create(mirror.replaceFirst("/*$", "") + "/" + url.substring("https://".length()));
    }

    private static Failure missing(PinnedTool tool, List<String> problems) {
        return new Failure(tool.command() + " is needed, is not on this machine and could not be installed: "
                + String.join("; ", problems),
                "Install it (" + tool.manual() + "), or name its path in " + Settings.FILE + " under tools.paths.");
    }

    /** As in {@link PinnedTool#sha256()}. */
    static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch");
        return (os.startsWith("mac") ? "darwin" : os.replace(' ', '_')) + "-" + ARCHITECTURES.getOrDefault(arch, arch);
    }
}
