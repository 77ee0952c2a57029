//SOURCES ../resource/ResourceKey.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Where people find a preview, as its Ingresses say. */
final class PreviewUrls {
    private PreviewUrls() {}

    static List<String> of(List<JsonNode> resources) {
        List<String> urls = new ArrayList<>();
        for (JsonNode resource : resources) {
            ResourceKey key = ResourceKey.of(resource);
            if (key.kind().equals("Ingress") && key.group().equals("networking.k8s.io")) {
                resource.path("spec").path("rules").forEach(rule -> of(rule, resource, urls));
            }
        }
        return urls.stream().distinct().toList();
    }

    private static void of(JsonNode rule, JsonNode ingress, List<String> urls) {
        String host = rule.path("host").asText("");
        if (!host.isEmpty() && !host.startsWith("*")) {
            String path = rule.path("http").path("paths").path(0).path("path").asText("");
            urls.add((isSecure(host, ingress) ? "https://" : "http://") + host + (path.isEmpty() ? "/" : path));
        }
    }

    private static boolean isSecure(String host, JsonNode ingress) {
        for (JsonNode tls : ingress.path("spec").path("tls")) {
            if (tls.path("hosts").isEmpty()) {
                return true;
            }
            for (JsonNode name : tls.path("hosts")) {
                String domain = name.asText().replaceFirst("^\\*", "");
                if (name.asText().equals(host) || name.asText().startsWith("*") && host.endsWith(domain)) {
                    return true;
                }
            }
        }
        return false;
    }
}
