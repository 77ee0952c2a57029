//SOURCES ../Failure.java
//SOURCES ../image/DockerHub.java
//SOURCES ../yaml/Json.java
//SOURCES RegistryLogin.java

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * A file in which Docker, or podman, keeps credentials, or says which helper keeps them.
 *
 * @param source what it is called in messages
 */
record DockerConfig(String source, JsonNode content) {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /** Empty when the file does not exist. */
    static Optional<DockerConfig> read(Path file) {
        try {
            return Files.exists(file) ? Optional.of(parse(file.toString(), Files.readString(file))) : Optional.empty();
        } catch (IOException e) {
            throw Failure.reading(file, e);
        }
    }

    static DockerConfig parse(String source, String json) {
        try {
            JsonNode content = json.isBlank() ? MAPPER.createObjectNode() : MAPPER.readTree(json);
            DockerConfig config = new DockerConfig(source, content);
            config.requireObjects();
            return config;
        } catch (JsonProcessingException e) {
            // its message could quote a secret
            throw new Failure(source + ", line " + e.getLocation().getLineNr() + ": this is not valid JSON",
                    "Correct it; docker login writes it anew when it is gone.");
        }
    }

    /** The name by which Docker keeps a registry's credentials. */
    static String server(String host) {
        return host.equals(DockerHub.REGISTRY) ? DockerHub.CREDENTIALS : host;
    }

    /** The name of the helper that keeps a registry's credentials. */
    Optional<String> helper(String host) {
        return entry("credHelpers", host).map(JsonNode::asText)
                .or(() -> Optional.of(content.path("credsStore").asText())).filter(name -> !name.isEmpty());
    }

    /** What the file itself holds for a registry. */
    Optional<RegistryLogin> login(String host) {
        return entry("auths", host).map(auth -> login(host, auth)).filter(login -> !login.isNone());
    }

    private RegistryLogin login(String host, JsonNode auth) {
        String user = auth.path("username").asText();
        String password = auth.path("password").asText();
        String encoded = auth.path("auth").asText();
        if (!encoded.isEmpty()) {
            String[] parts = decoded(host, encoded).split(":", 2);
            user = parts[0];
            password = parts[1].replaceAll("\0+$", "");
        }
        String identityToken = auth.path("identitytoken").asText();
        String registryToken = auth.path("registrytoken").asText();
        return identityToken.isEmpty() && registryToken.isEmpty() ? RegistryLogin.ofUser(source, user, password)
                : new RegistryLogin(source, user, password, identityToken, registryToken);
    }

    private String decoded(String host, String encoded) {
        try {
            String text = new String(Base64.getDecoder().decode(encoded.strip()), StandardCharsets.UTF_8);
            if (text.contains(":")) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            // told below, without what it says
        }
        throw new Failure(source + ": auths." + host + ".auth is no user and password in base64",
                "Run: docker login " + host);
    }

    /** Keys are hosts, or URLs that begin with one. */
    private Optional<JsonNode> entry(String section, String host) {
        JsonNode all = content.path(section);
        return Optional.<JsonNode>ofNullable(all.get(server(host))).or(() -> Optional.ofNullable(all.get(host)))
                .or(() -> all.properties().stream().filter(entry -> DockerHub.registry(entry.getKey()).equals(host))
                        .map(Map.Entry::getValue).findFirst());
    }

    private void requireObjects() {
        for (String section : new String[] {"", "auths", "credHelpers"}) {
            JsonNode part = section.isEmpty() ? content : content.path(section);
            if (!part.isObject() && !part.isMissingNode() && !part.isNull()) {
                throw new Failure(source + ": " + (section.isEmpty() ? "this" : section) + " is no JSON object",
                        "Correct it; docker login writes it anew when it is gone.");
            }
        }
    }
}
