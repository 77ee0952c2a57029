//SOURCES ../io/CacheDirectory.java
//SOURCES ../io/FileTree.java
//SOURCES ../registry/RegistryHttp.java
//SOURCES ../yaml/Json.java
//SOURCES ../yaml/Yaml.java

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Indexes that were read before, with what their servers said of how long they hold. */
record IndexCache(CacheDirectory directory) {
    private static final Pattern LIFETIME = Pattern.compile("max-age=(\\d{1,9})");

    /**
     * @param etag empty when the server has none
     * @param modified the same
     * @param until when the server wants to be asked again
     */
    record Kept(String etag, String modified, Instant until, String text) {
        boolean isFresh() {
            return Instant.now().isBefore(until);
        }

        /** Headers that have the server answer 304 when nothing has changed; a time is less exact than a tag. */
        Map<String, String> conditions() {
            return !etag.isEmpty() ? Map.of("If-None-Match", etag)
                    : !modified.isEmpty() ? Map.of("If-Modified-Since", modified) : Map.of();
        }
    }

    /** What is kept of a repository, by its address; what cannot be read is not there. */
    Optional<Kept> find(String address) {
        try {
            String content = Files.readString(file(address));
            directory.use(file(address));
            int end = content.indexOf('\n') + 1;
            List<Yaml.Document> documents = Yaml.read("cache", content.substring(0, end));
            JsonNode about = documents.get(0).content();
            return Optional.of(new Kept(about.path("etag").asText(), about.path("modified").asText(),
                    Instant.ofEpochSecond(about.path("until").asLong()), content.substring(end)));
        } catch (IOException | Failure | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** Keeps an index if its server says how to find out whether it still holds. */
    void keep(String address, RegistryHttp.Answer answer, String text) {
        String control = answer.header("Cache-Control");
        String etag = answer.header("ETag");
        String modified = answer.header("Last-Modified");
        Matcher lifetime = LIFETIME.matcher(control);
        long seconds = lifetime.find() && !control.contains("no-cache") ? Long.parseLong(lifetime.group(1)) : 0;
        if (control.contains("no-store") || etag.isEmpty() && modified.isEmpty() && seconds == 0) {
            return;
        }
        String about = Json.object().put("etag", etag).put("modified", modified)
                .put("until", Instant.now().getEpochSecond() + seconds).toString();
        try {
            Files.createDirectories(directory.path());
            Path fresh = Files.createTempFile(directory.path(), "index-", CacheDirectory.UNFINISHED);
            Files.writeString(fresh, about + "\n" + text);
            FileTree.move(fresh, file(address));
            directory.prune();
        } catch (IOException e) {
            return; // the next run asks again
        }
    }

    private Path file(String address) {
        return directory.path().resolve(FileTree.sha256(address) + ".yaml");
    }
}
