//SOURCES ../Failure.java
//SOURCES ../registry/RegistryLogin.java
//SOURCES ../tools/Run.java
//SOURCES ChartFiles.java
//SOURCES ChartHttp.java
//SOURCES KnownRepository.java

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A repository on a web server. Its credentials go to its own host, and elsewhere only where helm was told so. */
final class HttpChartFiles implements ChartFiles {
    private final URI base;
    private final KnownRepository known;
    private final ChartHttp http;

    HttpChartFiles(String url, KnownRepository known, ChartHttp http) {
        this.base = uri(KnownRepository.withoutSlash(url) + "/");
        this.known = known;
        this.http = http;
    }

    @Override
    public RegistryHttp.Answer get(String location, Map<String, String> conditions) {
        URI target = base.resolve(uri(location));
        if (target.getHost() == null || !target.getScheme().matches("https?")) {
            throw new Failure(shown() + " has a chart at " + Run.withoutPasswords(location)
                    + ", where it cannot be read from", "Ask whoever runs the repository for another index.");
        }
        boolean isOwn = origin(target).equals(origin(base));
        Map<String, String> headers = new HashMap<>(conditions);
        if (isOwn || known.passesCredentials()) {
            known.authorization().or(this::ofUrl).ifPresent(value -> headers.put("Authorization", value));
        }
        return http.send(new RegistryHttp.Request("GET", target, headers, ""),
                "cannot read " + (isOwn ? "the chart repository " + shown() : Run.withoutPasswords(target.toString())));
    }

    @Override
    public String advice(RegistryHttp.Answer refusal) {
        boolean refused = refusal.status() == 401 || refusal.status() == 403;
        return !refused ? "" : known.authorization().isPresent() ? "The credentials are those of " + known
                + " in helm's file of repositories: helm env HELM_REPOSITORY_CONFIG"
                : "If it wants a password: helm repo add NAME " + shown() + " --username NAME --password-stdin";
    }

    /** What the URL itself has before its host. */
    private Optional<String> ofUrl() {
        return Optional.ofNullable(base.getUserInfo()).map(user -> user.split(":", 2))
                .map(parts -> RegistryLogin.ofUser("", parts[0], parts.length == 1 ? "" : parts[1]).basic());
    }

    private String shown() {
        return Run.withoutPasswords(KnownRepository.withoutSlash(base.toString()));
    }

    private static String origin(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority();
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new Failure(Run.withoutPasswords(text) + " is no URL", "Correct the URL of the chart repository.");
        }
    }
}
