//SOURCES ../Failure.java
//SOURCES ../Settings.java
//SOURCES ../image/DockerHub.java

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Where a repository can be asked for: the mirrors of its registry in order, then the registry itself. */
final class RegistryMirrors {
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-f:]+\\]|[a-z0-9._-]+)(:\\d+)?");
    private static final Pattern MIRROR = Pattern.compile(HOST + "(/[a-z0-9._/-]+)?");

    private final Map<String, List<String>> mirrors = new HashMap<>();

    /** @param mirrors as the settings say, by host */
    RegistryMirrors(Map<String, List<String>> mirrors) {
        mirrors.forEach((host, ofHost) -> {
            String name = host.toLowerCase(Locale.ROOT);
            require(HOST, name, host);
            List<String> all = ofHost == null ? List.of()
                    : ofHost.stream().map(mirror -> String.valueOf(mirror).replaceFirst("^https://", "")
                            .replaceFirst("/+$", "")).toList();
            all.forEach(mirror -> require(MIRROR, mirror, mirror));
            this.mirrors.put(DockerHub.registry(name), all);
        });
    }

    /**
     * @param host the registry that is asked
     * @param repository what it calls the repository
     * @param isMirror whether another place is to be asked when this one does not help
     */
    record Place(String host, String repository, boolean isMirror) {}

    /** @param fullRepository as {@link ImageReference#fullRepository} */
    List<Place> places(String fullRepository) {
        int slash = fullRepository.indexOf('/');
        String host = fullRepository.substring(0, slash).toLowerCase(Locale.ROOT);
        String repository = fullRepository.substring(slash + 1);
        List<Place> places = new ArrayList<>();
        for (String mirror : mirrors.getOrDefault(host, List.of())) {
            String[] parts = mirror.split("/", 2);
            places.add(new Place(parts[0], (parts.length == 1 ? "" : parts[1] + "/") + repository, true));
        }
        places.add(new Place(host, repository, false));
        return places;
    }

    private static void require(Pattern pattern, String name, String written) {
        if (!pattern.matcher(name).matches()) {
            throw new Failure(Settings.FILE + ": registry.mirrors: " + written.replaceFirst(".*@", "…@")
                    + " is no registry", "Write HOST, HOST:PORT or, for a mirror, also HOST/PATH.");
        }
    }
}
