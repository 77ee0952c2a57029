//SOURCES ../Console.java
//SOURCES ../Failure.java
//SOURCES ../io/Once.java
//SOURCES CredentialHelper.java
//SOURCES DockerConfig.java
//SOURCES RegistryEnvironment.java
//SOURCES RegistryLogin.java

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Finds what to show a registry: {@code KBLD_REGISTRY_*}, else Docker's configuration and the helpers that it names,
 * else podman's, else helm's. A helper that fails is a warning: public images can be had without it.
 */
final class RegistryCredentials {
    private final Map<String, String> environment;
    private final Duration helperTimeout;
    private final Console console;
    private final Once<String, RegistryLogin> logins = new Once<>(this::find);
    private final Set<String> secrets = ConcurrentHashMap.newKeySet();
    private List<DockerConfig> configs;

    RegistryCredentials(Map<String, String> environment, Duration helperTimeout, Console console) {
        this.environment = environment;
        this.helperTimeout = helperTimeout;
        this.console = console;
    }

    /** @param host such as {@code index.docker.io} or {@code localhost:5000} */
    RegistryLogin of(String host) {
        return logins.get(host);
    }

    /** What is shown to a registry from now on; it is hidden where a registry repeats it. */
    void remember(String secret) {
        secrets.add(secret);
    }

    /** A text of somebody else, without the secrets that were shown. */
    String withoutSecrets(String text) {
        String safe = text;
        for (String secret : secrets) {
            safe = secret.isEmpty() ? safe : safe.replace(secret, "***");
        }
        return safe;
    }

    private RegistryLogin find(String host) {
        RegistryLogin login = new RegistryEnvironment(environment).login(host).orElseGet(() -> ofFiles(host));
        login.secrets().forEach(this::remember);
        return login;
    }

    private RegistryLogin ofFiles(String host) {
        List<String> problems = new ArrayList<>();
        for (DockerConfig config : configs()) {
            Optional<RegistryLogin> login = ofHelper(host, config, problems).or(() -> config.login(host));
            if (login.isPresent()) {
                return login.get();
            }
        }
        String files = configs().stream().map(DockerConfig::source).collect(Collectors.joining(", "));
        return RegistryLogin.none(problems.isEmpty()
                ? "there are none for " + host + " in KBLD_REGISTRY_* or " + (files.isEmpty() ? dockerFile() : files)
                : String.join("\n  ", problems));
    }

    private Optional<RegistryLogin> ofHelper(String host, DockerConfig config, List<String> problems) {
        Optional<String> name = config.helper(host);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        try {
            return new CredentialHelper(name.get(), environment.getOrDefault("PATH", ""), helperTimeout)
                    .login(DockerConfig.server(host));
        } catch (Failure e) {
            problems.add(e.getMessage() + "\n  (" + config.source() + " names it)");
            console.warn("asking " + host + " without credentials:\n  " + problems.get(0));
            return Optional.empty();
        }
    }

    /** In the order in which they count. */
    private synchronized List<DockerConfig> configs() {
        if (configs == null) {
            configs = read();
        }
        return configs;
    }

    private List<DockerConfig> read() {
        List<DockerConfig> found = new ArrayList<>();
        String inEnvironment = environment.getOrDefault("DOCKER_AUTH_CONFIG", "");
        if (!inEnvironment.isBlank()) {
            found.add(DockerConfig.parse("DOCKER_AUTH_CONFIG", inEnvironment));
        }
        DockerConfig.read(dockerFile()).ifPresent(found::add);
        podmanFile().flatMap(DockerConfig::read).ifPresent(found::add);
        DockerConfig.read(helmFile()).ifPresent(found::add);
        return found;
    }

    private Path dockerFile() {
        String own = environment.getOrDefault("DOCKER_CONFIG", "");
        String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        return (own.isEmpty() ? Path.of(home, ".docker") : Path.of(own)).resolve("config.json");
    }

    /** Where {@code helm registry login} keeps credentials, in Docker's format. */
    private Path helmFile() {
        String own = environment.getOrDefault("HELM_REGISTRY_CONFIG", "");
        String helms = environment.getOrDefault("HELM_CONFIG_HOME", "");
        String all = environment.getOrDefault("XDG_CONFIG_HOME", "");
        String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        Path directory = !helms.isEmpty() ? Path.of(helms)
                : (all.isEmpty() ? Path.of(home, ".config") : Path.of(all)).resolve("helm");
        return own.isEmpty() ? directory.resolve("registry/config.json") : Path.of(own);
    }

    private Optional<Path> podmanFile() {
        String own = environment.getOrDefault("REGISTRY_AUTH_FILE", "");
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        return !own.isEmpty() ? Optional.of(Path.of(own))
                : runtime.isEmpty() ? Optional.empty() : Optional.of(Path.of(runtime, "containers", "auth.json"));
    }
}
