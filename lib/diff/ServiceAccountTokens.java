//SOURCES ../yaml/Json.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The secrets that clusters make for ServiceAccounts and name in them. */
final class ServiceAccountTokens {
    private ServiceAccountTokens() {}

    /** Adds those that the live object names to the wanted one. */
    static void keep(JsonNode live, ObjectNode wanted) {
        boolean isServiceAccount = live.path("kind").asText().equals("ServiceAccount")
                && live.path("apiVersion").asText().equals("v1");
        if (isServiceAccount) {
            String name = live.path("metadata").path("name").asText();
            keep(live, wanted, "secrets", name + "-token-");
            keep(live, wanted, "secrets", name + "-dockercfg-");
            keep(live, wanted, "imagePullSecrets", name + "-dockercfg-");
        }
    }

    private static void keep(JsonNode live, ObjectNode wanted, String list, String prefix) {
        for (JsonNode reference : live.path(list)) {
            String name = reference.path("name").asText();
            if (name.startsWith(prefix) && !names(wanted.path(list), name)) {
                wanted.withArray("/" + list).addObject().put("name", name);
            }
        }
    }

    private static boolean names(JsonNode list, String name) {
        for (JsonNode reference : list) {
            if (reference.path("name").asText().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
