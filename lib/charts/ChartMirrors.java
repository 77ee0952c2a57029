//SOURCES KnownRepository.java

import java.util.Comparator;
import java.util.Map;

/**
 * What stands in for repositories.
 *
 * @param mirrors by what URLs begin with
 */
record ChartMirrors(Map<String, String> mirrors) {
    /** Where to ask in place of a URL: the mirror for the longest beginning of it, with the rest; or the URL itself. */
    String of(String url) {
        return mirrors.keySet().stream().filter(beginning -> begins(url, KnownRepository.withoutSlash(beginning)))
                .max(Comparator.comparingInt(String::length))
                .map(beginning -> KnownRepository.withoutSlash(mirrors.get(beginning))
                        + url.substring(KnownRepository.withoutSlash(beginning).length()))
                .orElse(url);
    }

    private static boolean begins(String url, String beginning) {
        return url.equals(beginning) || url.startsWith(beginning + "/");
    }
}
