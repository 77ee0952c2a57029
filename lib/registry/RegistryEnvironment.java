//SOURCES ../image/DockerHub.java
//SOURCES RegistryLogin.java

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Credentials in environment variables, as kbld reads them: {@code KBLD_REGISTRY_HOSTNAME},
 * {@code KBLD_REGISTRY_USERNAME} and so on, each again with a suffix such as {@code _0} for another registry. In a host
 * name, {@code *} stands for any part between dots; a name without it wins.
 */
final class RegistryEnvironment {
    private static final String PREFIX = "KBLD_REGISTRY_";
    private static final String HOSTNAME = PREFIX + "HOSTNAME";

    private final Map<String, String> environment;

    RegistryEnvironment(Map<String, String> environment) {
        this.environment = environment;
    }

    Optional<RegistryLogin> login(String host) {
        return environment.keySet().stream().filter(name -> name.startsWith(HOSTNAME))
                .filter(name -> matches(environment.get(name), host))
                .min(Comparator.<String, Boolean>comparing(name -> environment.get(name).contains("*"))
                        .thenComparing(Comparator.naturalOrder()))
                .map(name -> login(name, name.substring(HOSTNAME.length()))).filter(login -> !login.isNone());
    }

    private RegistryLogin login(String source, String suffix) {
        return new RegistryLogin(source.replace("HOSTNAME", "*"), value("USERNAME" + suffix),
                value("PASSWORD" + suffix), value("IDENTITY_TOKEN" + suffix), value("REGISTRY_TOKEN" + suffix));
    }

    private String value(String name) {
        return environment.getOrDefault(PREFIX + name, "").replaceFirst("[\r\n]+$", "");
    }

    private static boolean matches(String wanted, String host) {
        String name = DockerHub.registry(wanted);
        return !name.isEmpty() && Pattern.matches(("\\Q" + name + "\\E").replace("*", "\\E[^.]*\\Q"), host);
    }
}
