//SOURCES ../sops/SopsNode.java

import java.util.Set;

/** Secrets of Kubernetes among documents. */
final class KubernetesSecret {
    static final Set<String> VALUES = Set.of("data", "stringData");

    private KubernetesSecret() {}

    static boolean is(SopsNode.Mapping document) {
        return document.text("kind").filter("Secret"::equals).isPresent()
                && document.text("apiVersion").filter("v1"::equals).isPresent();
    }
}
