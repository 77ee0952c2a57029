//SOURCES ../yaml/Json.java
//SOURCES ../yaml/Yaml.java
//SOURCES PlatformSelection.java

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A step on the way of an image, as locks and annotations tell it. kbld reads and writes these fields and no others: an
 * origin of a newer version is no reason to fail.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
record ImageOrigin(Git git, Local local, Resolved resolved, Tagged tagged, Preresolved preresolved,
        PlatformSelected platformSelected) {

    static ImageOrigin preresolved(String url) {
        return new ImageOrigin(null, null, null, null, new Preresolved(url), null);
    }

    static ImageOrigin resolved(String url, String tag) {
        return new ImageOrigin(null, null, new Resolved(url, tag), null, null, null);
    }

    static ImageOrigin platformSelected(String index, PlatformSelection selection) {
        return new ImageOrigin(null, null, null, null, null, new PlatformSelected(
                index, selection.os(), selection.architecture(), selection.variant()));
    }

    static ImageOrigin of(Git git) {
        return new ImageOrigin(git, null, null, null, null, null);
    }

    static ImageOrigin local(String path) {
        return new ImageOrigin(null, new Local(path), null, null, null, null);
    }

    static ImageOrigin tagged(List<String> tags) {
        return new ImageOrigin(null, null, null, new Tagged(tags), null, null);
    }

    /** The origins in an annotation's text. */
    static List<ImageOrigin> parse(String name, String yaml) {
        return Yaml.read(name, yaml).stream()
                .flatMap(document -> Stream.of(document.as(ImageOrigin[].class))).toList();
    }

    JsonNode json() {
        return Json.of(this);
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Git(String remoteURL, String sha, boolean dirty, @JsonInclude(Include.NON_EMPTY) List<String> tags) {
        Git {
            remoteURL = Objects.requireNonNullElse(remoteURL, "");
            sha = Objects.requireNonNullElse(sha, "");
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Local(String path) {
        Local {
            path = Objects.requireNonNullElse(path, "");
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Resolved(String url, @JsonInclude(Include.NON_EMPTY) String tag) {
        Resolved {
            url = Objects.requireNonNullElse(url, "");
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Tagged(List<String> tags) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Preresolved(String url) {
        Preresolved {
            url = Objects.requireNonNullElse(url, "");
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(Include.NON_EMPTY)
    record PlatformSelected(String index, String os, String architecture, String variant) {}
}
