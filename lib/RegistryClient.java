//DEPS com.fasterxml.jackson.dataformat:jackson-dataformat-yaml:2.23.0
//SOURCES Console.java
//SOURCES Failure.java
//SOURCES ImageReference.java
//SOURCES Nearest.java
//SOURCES Once.java
//SOURCES Registry.java
//SOURCES RegistryCredentials.java
//SOURCES RegistryHost.java
//SOURCES RegistryManifest.java
//SOURCES RegistryMirrors.java
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
import java.util.regex.Pattern;

/**
 * Asks registries over their HTTP interface, each question once. A mirror that has no answer is passed over; when it
 * gives none because it is down or refuses, with a warning.
 */
final class RegistryClient implements Registry {
    private final RegistryMirrors mirrors;
    private final RegistryCredentials credentials;
    private final Console console;
    private final Once<String, RegistryHost> hosts;
    private final Once<Name, String> digests = new Once<>(this::findDigest);
    private final Once<Name, Boolean> held = new Once<>(this::findHeld);
    private final Once<Name, RegistryManifest> manifests = new Once<>(this::findManifest);
    private final Once<Name, Optional<List<String>>> tags = new Once<>(this::findTags);
    private final Set<String> mirrorsWarnedOf = ConcurrentHashMap.newKeySet();

    /** @param connect makes the registry of a host */
    RegistryClient(RegistryMirrors mirrors, RegistryCredentials credentials, Console console,
            Function<String, RegistryHost> connect) {
        this.mirrors = mirrors;
        this.credentials = credentials;
        this.console = console;
        this.hosts = new Once<>(connect);
    }

    /**
     * What is asked for.
     *
     * @param repository with its registry, as {@link ImageReference#fullRepository}
     * @param reference a tag or a digest; empty for the repository
     */
    private record Name(String repository, String reference) {
        private static final Pattern REPOSITORY = Pattern.compile(
                "(\\[[0-9A-Fa-f:]+\\]|[\\w.-]+)(:\\d{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)+");
        private static final int LONGEST = 255;
        private static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");

        static Name of(ImageReference image, String reference) {
            Name name = new Name(image.fullRepository(), reference);
            boolean usable = reference.isEmpty() || TAG.matcher(reference).matches()
                    || new ImageReference("", "", reference).isPinned();
            if (!usable || name.repository.length() > LONGEST || !REPOSITORY.matcher(name.repository).matches()) {
                String written = Run.withoutPasswords(name.toString());
                throw new Failure((written.length() <= LONGEST ? written : written.substring(0, LONGEST) + "…")
                        + " is no image name",
                        "Write [REGISTRY/]NAME[:TAG][@DIGEST], in lower case but for the tag.");
            }
            return name;
        }

        String registry() {
            return repository.substring(0, repository.indexOf('/'));
        }

        boolean isPinned() {
            return reference.contains(":");
        }

        @Override
        public String toString() {
            return repository + (reference.isEmpty() ? "" : (isPinned() ? "@" : ":") + reference);
        }
    }

    /** @param place who gave it */
    private record Found(RegistryHttp.Answer answer, RegistryMirrors.Place place) {}

    @Override
    public String digest(ImageReference image) {
        String pinned = image.digest().isEmpty() ? "latest" : image.digest();
        return digests.get(Name.of(image, image.tag().isEmpty() ? pinned : image.tag()));
    }

    @Override
    public List<String> tags(ImageReference repository) {
        Name name = Name.of(repository, "");
        return tags.get(name).orElseThrow(() -> unknownRepository(name));
    }

    @Override
    public boolean holds(ImageReference pinned) {
        return held.get(Name.of(pinned, pinned.digest()));
    }

    @Override
    public JsonNode manifest(ImageReference image) {
        String tag = image.tag().isEmpty() ? "latest" : image.tag();
        return manifests.get(Name.of(image, image.digest().isEmpty() ? tag : image.digest())).content().deepCopy();
    }

    private String findDigest(Name image) {
        RegistryHttp.Answer answer = ask("HEAD", image, "manifests/" + image.reference).answer;
        String digest = answer.header("Docker-Content-Digest");
        if (answer.status() == 200 && new ImageReference("", "", digest).isPinned()) {
            return digest;
        }
        if (answer.status() == 200 || isWithoutHead(answer)) {
            return manifests.get(image).digest();
        }
        throw failure(image, answer);
    }

    private boolean findHeld(Name image) {
        String path = "manifests/" + image.reference;
        RegistryHttp.Answer answer = ask("HEAD", image, path).answer;
        int status = (isWithoutHead(answer) ? ask("GET", image, path).answer : answer).status();
        if (status != 200 && status != 404) {
            throw failure(image, answer);
        }
        return status == 200;
    }

    private RegistryManifest findManifest(Name image) {
        RegistryHttp.Answer answer = ask("GET", image, "manifests/" + image.reference).answer;
        if (answer.status() != 200) {
            throw failure(image, answer);
        }
        return RegistryManifest.read(image.toString(), answer,
                image.isPinned() ? image.reference : answer.header("Docker-Content-Digest"));
    }

    /** Empty when the registry does not know the repository. */
    private Optional<List<String>> findTags(Name repository) {
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
        throw failure(repository, page.answer);
    }

    /** The answer of the first mirror that has one, else of the registry, whatever it is. */
    private Found ask(String method, Name image, String path) {
        RegistryMirrors.Place origin = null;
        for (RegistryMirrors.Place place : mirrors.places(image.repository)) {
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

    private Failure failure(Name image, RegistryHttp.Answer answer) {
        return switch (answer.status()) {
            case 401, 403 -> forbidden(image, answer);
            case 404 -> unknown(image);
            default -> new Failure("cannot look up " + image + ":\n  the registry answers with HTTP status "
                    + answer.status() + said(answer), advice(answer));
        };
    }

    private static String advice(RegistryHttp.Answer answer) {
        String after = answer.header("Retry-After");
        return answer.status() == 429
                ? "Wait" + (after.matches("\\d+") ? " " + after + " s" : "") + ", log in, or name a mirror in "
                        + Settings.FILE + " under registry.mirrors."
                : "Try again later; if it stays so, ask whoever runs the registry.";
    }

    private Failure forbidden(Name image, RegistryHttp.Answer answer) {
        RegistryLogin login = credentials.of(image.registry());
        String message = login.isNone()
                ? image + " does not exist, or is not shown without credentials" + said(answer)
                : image + " does not exist, or is not shown with the credentials of\n  " + login + said(answer);
        return new Failure(message, (login.isNone() ? "Credentials: " + login + "\n" : "")
                + "Check the name, or log in: docker login " + image.registry());
    }

    private Failure unknown(Name image) {
        if (image.isPinned()) {
            return new Failure(image.repository + " does not hold\n  " + image.reference + " (any more)",
                    "Push it again, or lock the image anew.");
        }
        Optional<List<String>> known;
        try {
            known = tags.get(new Name(image.repository, ""));
        } catch (Failure e) {
            return new Failure(image + " does not exist");
        }
        return known.map(all -> new Failure(image.repository + " has no tag " + image.reference,
                RegistryTags.advice(image.reference, all))).orElseGet(() -> unknownRepository(image));
    }

    private static Failure unknownRepository(Name image) {
        return new Failure("the registry " + image.registry() + " has no image "
                + image.repository.substring(image.registry().length() + 1), "Check the name, and who pushes it.");
    }

    private String said(RegistryHttp.Answer answer) {
        String said = credentials.withoutSecrets(RegistryTrouble.said(answer));
        return said.isEmpty() ? "" : ": " + said;
    }
}
