//SOURCES ../Failure.java
//SOURCES ../io/FileTree.java
//SOURCES ../tools/Run.java
//SOURCES ChartFiles.java
//SOURCES ChartIndex.java
//SOURCES ChartRepository.java
//SOURCES IndexCache.java

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A repository with an {@code index.yaml}, which is read once in a run, and from the cache while that is fresh. */
final class IndexedRepository implements ChartRepository {
    private final String url;
    private final ChartFiles files;
    private final IndexCache cache;
    private ChartIndex index;
    private boolean isNewest;

    IndexedRepository(String url, ChartFiles files, IndexCache cache) {
        this.url = Run.withoutPasswords(url);
        this.files = files;
        this.cache = cache;
    }

    @Override
    public List<PublishedChart> versions(String chart) {
        return index(false).versions(chart);
    }

    @Override
    public List<PublishedChart> newestVersions(String chart) {
        return index(true).versions(chart);
    }

    @Override
    public byte[] archive(PublishedChart chart) {
        RegistryHttp.Answer answer = files.get(chart.location(), ChartFiles.ALWAYS);
        if (answer.status() != 200) {
            throw new Failure("cannot fetch " + chart + " from the chart repository " + url + ":\n  "
                    + Run.withoutPasswords(chart.location()) + ": " + files.reason(answer), files.advice(answer));
        }
        String found = HexFormat.of().formatHex(FileTree.sha256().digest(answer.body()));
        if (!chart.sha256().isEmpty() && !chart.sha256().equals(found) && !isListedNow(chart, found)) {
            throw new Failure("the chart repository " + url + " serves another " + chart + " than its index says:\n"
                    + "  index   sha256:" + chart.sha256() + "\n  found   sha256:" + found,
                    "The archive was changed, or the index was not written anew: ask whoever runs the repository.");
        }
        return answer.body();
    }

    /** Whether the index says by now what it did not in the cache. */
    private boolean isListedNow(PublishedChart chart, String sha256) {
        return newestVersions(chart.name()).stream()
                .anyMatch(one -> one.version().equals(chart.version()) && one.sha256().equals(sha256));
    }

    @Override
    public Optional<byte[]> provenance(PublishedChart chart) {
        RegistryHttp.Answer answer = files.get(chart.location() + ".prov", ChartFiles.ALWAYS);
        if (answer.status() == 200) {
            return Optional.of(answer.body());
        }
        if (answer.status() == 404 || answer.status() == 403) { // S3 forbids what does not exist
            return Optional.empty();
        }
        throw new Failure("cannot fetch the provenance of " + chart + " from the chart repository " + url + ": "
                + files.reason(answer), files.advice(answer));
    }

    /** @param newest whether the repository is to be asked though what is at hand is fresh */
    private synchronized ChartIndex index(boolean newest) {
        if (index == null || newest && !isNewest) {
            index = new ChartIndex(url + "/" + ChartIndex.FILE, read(newest));
        }
        return index;
    }

    private String read(boolean newest) {
        Optional<IndexCache.Kept> kept = cache.find(files.address(url));
        if (kept.isPresent() && kept.get().isFresh() && !newest) {
            return kept.get().text();
        }
        isNewest = true;
        RegistryHttp.Answer answer = files.get(ChartIndex.FILE,
                kept.map(IndexCache.Kept::conditions).orElse(ChartFiles.ALWAYS));
        boolean unchanged = kept.isPresent() && answer.status() == 304;
        if (answer.status() != 200 && !unchanged) {
            String advice = files.advice(answer);
            throw new Failure("cannot read the chart repository " + url,
                    files.reason(answer) + (advice.isEmpty() ? "" : "\n" + advice));
        }
        String text = unchanged ? kept.get().text() : new String(answer.body(), StandardCharsets.UTF_8);
        requireIndex(text);
        cache.keep(files.address(url), answer, text);
        return text;
    }

    private void requireIndex(String text) {
        if (!text.contains("entries")) {
            throw new Failure("cannot read the chart repository " + url,
                    "Its " + ChartIndex.FILE + " is no index, but begins with: "
                            + text.lines().findFirst().map(line -> line.substring(0, Math.min(60, line.length())))
                                    .orElse("nothing"));
        }
    }
}
