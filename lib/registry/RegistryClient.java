//SOURCES ../Console.java
//SOURCES ../Failure.java
//SOURCES ../image/ImageReference.java
//SOURCES ../io/Once.java
//SOURCES ../yaml/Json.java
//SOURCES Registry.java
//SOURCES RegistryCredentials.java
//SOURCES RegistryHost.java
//SOURCES RegistryManifest.java
//SOURCES RegistryMirrors.java
//SOURCES RegistryName.java
//SOURCES RegistryTags.java
//SOURCES RegistryTrouble.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Asks registries over their HTTP interface, each question once. A mirror that has no answer is passed over; when it
 * gives none because it is down or refuses, with a warning.
 */
final class RegistryClient implements Registry {
    private final RegistryMirrors mirrors;
    private final RegistryCredentials credentials;
    private final Console console;
    private final Once<String, RegistryHost> hosts;
    private final Once<RegistryName, String> digests = new Once<>(this::findDigest);
    private final Once<RegistryName, Boolean> held = new Once<>(this::findHeld);
    private final Once<RegistryName, RegistryManifest> manifests = new Once<>(this::findManifest);
    private final Once<RegistryName, Optional<List<String>>> tags = new Once<>(this::findTags);
    private final Set<String> mirrorsWarnedOf = ConcurrentHashMap.newKeySet();

    /** @param connect makes the registry of a host */
    RegistryClient(RegistryMirrors mirrors, RegistryCredentials credentials, Console console,
            Function<String, RegistryHost> connect) {
        this.mirrors = mirrors;
        this.credentials = credentials;
        this.console = console;
        this.hosts = new Once<>(connect);
    }

    /** @param place who gave it */
    private record Found(RegistryHttp.Answer answer, RegistryMirrors.Place place) {}

    @Override
    public String digest(ImageReference image) {
        boolean byDigest = image.tag().isEmpty() && !image.digest().isEmpty();
        return digests.get(RegistryName.of(image, byDigest ? image.digest() : RegistryName.tag(image)));
    }

    @Override
    public List<String> tags(ImageReference repository) {
        RegistryName name = RegistryName.of(repository, "");
        return tags.get(name).orElseThrow(() -> unknownRepository(name));
    }

    @Override
    public boolean holds(ImageReference pinned) {
        if (pinned.digest().isEmpty()) {
            throw new IllegalArgumentException(pinned + " has no digest");
        }
        return held.get(RegistryName.of(pinned, pinned.digest()));
    }

    @Override
    public JsonNode manifest(ImageReference image) {
        String reference = image.digest().isEmpty() ? RegistryName.tag(image) : image.digest();
        return manifests.get(RegistryName.of(image, reference)).content().deepCopy();
    }

    @Override
    public boolean knows(ImageReference image) {
        return held.get(RegistryName.of(image, RegistryName.tag(image)));
    }

    @Override
    public byte[] content(ImageReference pinned) {
        RegistryName name = RegistryName.of(pinned, pinned.digest());
        RegistryHttp.Answer answer = ask("GET", name, "blobs/" + pinned.digest()).answer;
        if (answer.status() != 200) {
            throw failure(name, answer);
        }
        String algorithm = pinned.digest().substring(0, pinned.digest().indexOf(':'));
        String actual = RegistryManifest.digest(algorithm, answer.body());
        if (!actual.equals(pinned.digest())) {
            throw new Failure("cannot fetch " + name + ":\n  the answer has the digest " + actual,
                    "Something in between changes it: check the mirrors and proxies.");
        }
        return answer.body();
    }

    private String findDigest(RegistryName image) {
        RegistryHttp.Answer answer = ask("HEAD", image, "manifests/" + image.reference()).answer;
        String digest = answer.header("Docker-Content-Digest");
        if (answer.status() == 200 && new ImageReference("", "", digest).isPinned()) {
            return digest;
        }
        if (answer.status() == 200 || isWithoutHead(answer)) {
            return manifests.get(image).digest();
        }
        throw failure(image, answer);
    }

    private boolean findHeld(RegistryName image) {
        String path = "manifests/" + image.reference();
        RegistryHttp.Answer answer = ask("HEAD", image, path).answer;
        int status = (isWithoutHead(answer) ? ask("GET", image, path).answer : answer).status();
        if (status != 200 && status != 404) {
            throw failure(image, answer);
        }
        return status == 200;
    }

    private RegistryManifest findManifest(RegistryName image) {
        RegistryHttp.Answer answer = ask("GET", image, "manifests/" + image.reference()).answer;
        if (answer.status() != 200) {
            throw failure(image, answer);
        }
        return RegistryManifest.read(image.toString(), answer,
                image.isPinned() ? image.reference() : answer.header("Docker-Content-Digest"));
    }

    /** Empty when the registry does not know the repository. */
    private Optional<List<String>> findTags(RegistryName repository) {
        Found page = ask("GET", repository, RegistryTags.FIRST_PAGE);
        Set<String> pages = new HashSet<>();
        List<String> all = new ArrayList<>();
        while (page.answer.status() == 200) {
            all.addAll(RegistryTags.of(repository.toString(), page.answer));
            Optional<String> next = RegistryTags.nextPage(page.answer).filter(pages::add);
            if (next.isEmpty()) {
                return Optional.of(List.copyOf(new LinkedHashSet<>(all)));
            }
            page = new Found(ask(page.place, "GET", next.get()), page.place);
        }
        if (page.answer.status() == 404 && pages.isEmpty()) {
            return Optional.empty();
        }
        throw RegistryTrouble.refusal(repository, page.answer, credentials);
    }

    /** The answer of the first mirror that has one, else of the registry, whatever it is. */
    private Found ask(String method, RegistryName image, String path) {
        RegistryMirrors.Place origin = null;
        for (RegistryMirrors.Place place : mirrors.places(image.repository())) {
            if (!place.isMirror()) {
                origin = place;
                continue;
            }
            try {
                RegistryHttp.Answer answer = ask(place, method, path);
                if (answer.status() == 200) {
                    return new Found(answer, place);
                }
                if (answer.status() != 404) {
                    warn(place, "it answers with HTTP status " + answer.status());
                }
            } catch (Failure e) {
                warn(place, e.getMessage());
            }
        }
        try {
            return new Found(ask(origin, method, path), origin);
        } catch (Failure e) {
            Failure failure = new Failure("cannot look up " + image + ":\n  " + e.getMessage(), e.advice());
            failure.initCause(e);
            throw failure;
        }
    }

    private RegistryHttp.Answer ask(RegistryMirrors.Place place, String method, String path) {
        return hosts.get(place.host()).ask(method, place.repository(), path);
    }

    private void warn(RegistryMirrors.Place mirror, String problem) {
        if (mirrorsWarnedOf.add(mirror.host())) {
            console.warn("the mirror " + mirror.host() + " is passed over:\n  " + problem);
        }
    }

    private static boolean isWithoutHead(RegistryHttp.Answer answer) {
        return answer.status() == 405 || answer.status() == 501 || answer.status() == 400;
    }

    private Failure failure(RegistryName image, RegistryHttp.Answer answer) {
        if (answer.status() != 404) {
            return RegistryTrouble.refusal(image, answer, credentials);
        }
        if (image.isPinned()) {
            return new Failure(image.repository() + " does not hold\n  " + image.reference() + " (any more)",
                    "Push it again, or lock the image anew.");
        }
        Optional<List<String>> known;
        try {
            known = tags.get(image.withoutReference());
        } catch (Failure e) {
            return new Failure(image + " does not exist");
        }
        return known.map(all -> new Failure(image.repository() + " has no tag " + image.reference(),
                RegistryTags.advice(image.reference(), all))).orElseGet(() -> unknownRepository(image));
    }

    private static Failure unknownRepository(RegistryName image) {
        return new Failure("the registry " + image.registry() + " has no image " + image.path(),
                "Check the name, and who pushes it.");
    }
}
