//SOURCES ../Common.java
//SOURCES ../io/Once.java
//SOURCES ../registry/RegistryOptions.java
//SOURCES ../tools/Tools.java
//SOURCES ChartHttp.java
//SOURCES ChartMirrors.java
//SOURCES ChartRepository.java
//SOURCES DirectoryChartFiles.java
//SOURCES HelmChartFiles.java
//SOURCES HttpChartFiles.java
//SOURCES IndexCache.java
//SOURCES IndexedRepository.java
//SOURCES KnownRepository.java
//SOURCES OciRepository.java
//SOURCES S3ChartFiles.java

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The repositories that a run needs, each opened once, and reached with the credentials that its users' tools have. */
final class ChartRepositories {
    private static final long MOST_BYTES_OF_CACHE = 256L << 20;

    private final Common common;
    private final Tools.Tool helm;
    private final Once<String, ChartRepository> opened = new Once<>(this::open);
    private final Once<String, List<KnownRepository>> known;

    ChartRepositories(Common common, Tools.Tool helm) {
        this.common = common;
        this.helm = helm;
        this.known = new Once<>(all -> KnownRepository.all(helm));
    }

    /** @param url as charts name it, of any kind that helm knows, or {@code s3://} */
    ChartRepository at(String url) {
        return opened.get(url);
    }

    /** Whether something stands in for a repository. */
    boolean hasMirror(String url) {
        return !place(url).equals(url);
    }

    /** Whether a repository, or what stands in for it, is on this machine's disk. */
    boolean isDirectory(String url) {
        return !place(url).matches("(?!file:)[\\w.+-]+://.*");
    }

    /** What helm was told of repositories. */
    List<KnownRepository> known() {
        return known.get("all");
    }

    private ChartRepository open(String url) {
        String place = place(url);
        if (!place.equals(url)) {
            common.debug("asking " + Run.withoutPasswords(place) + " in place of " + Run.withoutPasswords(url));
        }
        if (place.startsWith(OciRepository.SCHEME)) {
            return OciRepository.of(place, new RegistryOptions().open(common, RegistryLimits.OF_ARCHIVES));
        }
        return new IndexedRepository(place, files(place),
                new IndexCache(new CacheDirectory(Tools.cache().resolve("charts"), MOST_BYTES_OF_CACHE)));
    }

    private String place(String url) {
        return new ChartMirrors(common.settings().charts().mirrors()).of(url);
    }

    private ChartFiles files(String place) {
        if (place.startsWith(S3Place.SCHEME)) {
            return S3ChartFiles.open(place, common);
        }
        if (place.matches("https?://.*")) {
            KnownRepository user = known().stream().filter(one -> one.isAt(place)).findFirst()
                    .orElseGet(() -> KnownRepository.unknown(place));
            if (!user.clientCertificate().isEmpty()) {
                return new HelmChartFiles(KnownRepository.withoutSlash(place), user.options(), helm);
            }
            return new HttpChartFiles(place, user, http(user));
        }
        Path directory = common.path(place.replaceFirst("^file://", ""));
        if (Files.isRegularFile(directory.resolve(ChartIndex.FILE))) {
            return new DirectoryChartFiles(directory);
        }
        if (place.contains("://") && !place.startsWith("file://")) {
            return new HelmChartFiles(KnownRepository.withoutSlash(place), List.of(), helm);
        }
        throw new Failure(Run.withoutPasswords(place) + " is no chart repository",
                "It is no directory with an " + ChartIndex.FILE + ".");
    }

    private ChartHttp http(KnownRepository user) {
        return ChartHttp.open(System.getenv(), user.authority(), user.trusting(), common.console, common::debug);
    }
}
