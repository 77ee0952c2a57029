import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a registry wants to be asked, as its {@code WWW-Authenticate} says.
 *
 * @param scheme {@code bearer} for tokens or {@code basic}
 * @param parameters such as realm, service and scope
 */
record RegistryChallenge(String scheme, Map<String, String> parameters) {
    private static final Pattern PART = Pattern.compile("\\G[\\s,]*(?:(?<name>[\\w-]+)\\s*=\\s*"
            + "(?:\"(?<quoted>[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"|(?<plain>[^\\s,\"]*))"
            + "|(?<scheme>[\\w-]+)(?=[\\s,]|$))");
    private static final Pattern WEB_ADDRESS = Pattern.compile(
            "https?://[\\w\\[][\\w.:\\[\\]-]*(/[\\w./%~:@!$&'()*+,;=?-]*)?");

    /** The one that is understood, tokens first; empty when there is none. */
    static Optional<RegistryChallenge> of(List<String> headers) {
        List<RegistryChallenge> all = new ArrayList<>();
        headers.forEach(header -> all.addAll(parse(header)));
        return all.stream().filter(RegistryChallenge::isBearer).findFirst()
                .or(() -> all.stream().filter(challenge -> challenge.scheme.equals("basic")).findFirst());
    }

    boolean isBearer() {
        return scheme.equals("bearer") && WEB_ADDRESS.matcher(parameter("realm")).matches();
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    private static List<RegistryChallenge> parse(String header) {
        List<RegistryChallenge> challenges = new ArrayList<>();
        Matcher part = PART.matcher(header);
        while (part.find()) {
            if (part.group("scheme") != null) {
                String scheme = part.group("scheme").toLowerCase(Locale.ROOT);
                challenges.add(new RegistryChallenge(scheme, new HashMap<>()));
            } else if (!challenges.isEmpty()) {
                String value = part.group("plain") != null ? part.group("plain")
                        : part.group("quoted").replaceAll("\\\\(.)", "$1");
                challenges.get(challenges.size() - 1).parameters
                        .put(part.group("name").toLowerCase(Locale.ROOT), value);
            }
        }
        return challenges;
    }
}
