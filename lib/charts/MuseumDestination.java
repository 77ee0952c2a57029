//SOURCES ../Common.java
//SOURCES ../registry/RegistryLogin.java
//SOURCES ../tools/Run.java
//SOURCES ../yaml/Json.java
//SOURCES ChartDestination.java
//SOURCES ChartHttp.java
//SOURCES KnownRepository.java

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A ChartMuseum, by its interface for uploads.
 *
 * @param api the URL that takes charts, such as {@code https://charts.example.com/api/ORGANIZATION/charts}
 * @param authorization what to show it; empty for nothing
 */
record MuseumDestination(String api, Optional<String> authorization, ChartHttp http) implements ChartDestination {
    private static final String API = "(https?://[^/?#]+(?:/[^?#]*)?)/api((?:/[\\w.-]+)*)/charts";

    static boolean isApi(String url) {
        return KnownRepository.withoutSlash(url).matches(API);
    }

    /**
     * With credentials as the plugin helm-push finds them: {@code HELM_REPO_ACCESS_TOKEN}, or
     * {@code HELM_REPO_USERNAME} and {@code HELM_REPO_PASSWORD}, else those that helm has for the repository.
     */
    static MuseumDestination of(String url, Common common, ChartRepositories repositories) {
        String api = KnownRepository.withoutSlash(url);
        if (!URI.create(api).getRawAuthority().equals(URI.create(api).getRawAuthority().replaceFirst(".*@", ""))) {
            throw Failure.usage("--to has credentials in it", "Set HELM_REPO_USERNAME and HELM_REPO_PASSWORD,"
                    + " HELM_REPO_ACCESS_TOKEN, or run: helm repo add");
        }
        Map<String, String> environment = System.getenv();
        KnownRepository known = repositories.known().stream().filter(one -> one.isAt(repository(api))).findFirst()
                .orElseGet(() -> KnownRepository.unknown(api));
        return new MuseumDestination(api, ofEnvironment(environment).or(known::authorization), ChartHttp.open(
                environment, known.authority(), known.trusting(), common.console, common::debug));
    }

    private static Optional<String> ofEnvironment(Map<String, String> environment) {
        String token = environment.getOrDefault("HELM_REPO_ACCESS_TOKEN", "");
        String user = environment.getOrDefault("HELM_REPO_USERNAME", "");
        String password = environment.getOrDefault("HELM_REPO_PASSWORD", "");
        return !token.isEmpty() ? Optional.of("Bearer " + token) : user.isEmpty() ? Optional.empty()
                : Optional.of(RegistryLogin.ofUser("HELM_REPO_USERNAME", user, password).basic());
    }

    @Override
    public String publish(ChartPackage chart, boolean force) {
        if (!force && isThere(chart)) {
            throw ChartDestination.exists(chart, api);
        }
        upload(chart, api, chart.content(), force);
        chart.provenance().ifPresent(file -> upload(
                chart, api.replaceFirst("/charts$", "/prov"), ChartPackage.read(file), force));
        return repository() + "/charts/" + chart.fileName();
    }

    @Override
    public String repository() {
        return repository(api);
    }

    private static String repository(String api) {
        return api.replaceFirst(API, "$1$2");
    }

    private boolean isThere(ChartPackage chart) {
        RegistryHttp.Answer answer = send("GET", api + "/" + chart.name() + "/" + chart.version(), new byte[0]);
        if (answer.status() != 200 && answer.status() != 404) {
            throw refusal(chart, answer);
        }
        return answer.status() == 200;
    }

    private void upload(ChartPackage chart, String url, byte[] content, boolean force) {
        RegistryHttp.Answer answer = send("POST", url + (force ? "?force" : ""), content);
        if (answer.status() == 409) {
            throw ChartDestination.exists(chart, api);
        }
        if (answer.status() / 100 == 3) {
            throw new Failure("cannot publish " + chart + ": " + api + " redirects to "
                    + Run.withoutPasswords(answer.header("Location")), "Name that URL with --to, if you trust it.");
        }
        if (answer.status() / 100 != 2) {
            throw refusal(chart, answer);
        }
    }

    private RegistryHttp.Answer send(String method, String url, byte[] content) {
        Map<String, String> headers = new HashMap<>();
        authorization.ifPresent(value -> headers.put("Authorization", value));
        if (content.length > 0) {
            headers.put("Content-Type", "application/octet-stream");
        }
        return http.send(new RegistryHttp.Request(method, URI.create(url), headers, content), "cannot reach " + api);
    }

    private Failure refusal(ChartPackage chart, RegistryHttp.Answer answer) {
        boolean refused = answer.status() == 401 || answer.status() == 403;
        String reason = authorization.isPresent() ? "It does not take the credentials that are there."
                : "It wants credentials.";
        return new Failure("cannot publish " + chart + ": " + api + " answers with HTTP status " + answer.status()
                + said(answer), !refused ? "" : reason + "\nSet HELM_REPO_USERNAME and HELM_REPO_PASSWORD, or"
                + " HELM_REPO_ACCESS_TOKEN, or run:\nhelm repo add NAME " + repository()
                + " --username NAME --password-stdin");
    }

    private static String said(RegistryHttp.Answer answer) {
        try {
            String error = Json.MAPPER.readTree(answer.body()).path("error").asText();
            return error.isEmpty() ? "" : ": " + error.replaceAll("\\s+", " ");
        } catch (IOException e) {
            return "";
        }
    }
}
