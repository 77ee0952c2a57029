//SOURCES ../Failure.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What an API server says when it does not do what it was asked: an HTTP status and a {@code Status} document. */
final class ClusterRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int CAUSES = 10;

    private final String action;
    private final int status;
    private final transient JsonNode answer;
    private final boolean lost;

    /**
     * @param action completes "cannot …"
     * @param lost whether the API server may have done what was asked before without saying so
     */
    ClusterRefusal(String action, int status, JsonNode answer, boolean lost) {
        super("cannot " + action + ": HTTP status " + status);
        this.lost = lost;
        this.action = action;
        this.status = status;
        this.answer = answer;
    }

    boolean isConflict() {
        return status == 409 && !reason().equals("AlreadyExists");
    }

    boolean isAlreadyThere() {
        return status == 409 && reason().equals("AlreadyExists");
    }

    boolean isMissing() {
        return status == 404;
    }

    /** The path does not exist, and not just what has a name. */
    boolean isUnknownKind() {
        return isMissing() && answer.path("details").path("name").asText().isEmpty();
    }

    boolean isForbidden() {
        return status == 403;
    }

    /** It was asked again after an answer had got lost, and may have done then what it refuses now. */
    boolean lost() {
        return lost;
    }

    /** The resource is invalid, or fields were changed that cannot be. */
    boolean isInvalid() {
        return status == 422;
    }

    /** The one field was changed that cannot be, or a resource's kind has more of them. */
    boolean isImmutable() {
        return isInvalid() && said().matches("(?s).*(immutable|may not be changed|updates to .* are forbidden"
                + "|cannot be changed|may not change once set).*");
    }

    /** The API server could not ask a webhook, which it must before it does this. */
    boolean namesWebhook() {
        return status >= 500 && said().contains("webhook");
    }

    /** A list that is read page by page is too old to be read on. */
    boolean isExpired() {
        return status == 410;
    }

    /** For people. */
    Failure failure() {
        return new Failure("cannot " + action + ": " + said(), advice());
    }

    private String said() {
        List<String> causes = new ArrayList<>();
        answer.path("details").path("causes").forEach(cause -> causes.add(
                (cause.path("field").asText().isEmpty() ? "" : cause.path("field").asText() + ": ")
                        + shortened(cause.path("message").asText())));
        if (isInvalid() && !causes.isEmpty()) {
            String more = causes.size() > CAUSES ? "\n  and " + (causes.size() - CAUSES) + " more" : "";
            return causes.size() == 1 ? causes.get(0)
                    : "\n  " + String.join("\n  ", causes.subList(0, Math.min(CAUSES, causes.size()))) + more;
        }
        String message = answer.path("message").asText("");
        return message.isEmpty() ? "the API server answered with HTTP status " + status : message;
    }

    /** API servers repeat whole values, as their programming language writes them. */
    private static String shortened(String message) {
        return message.replaceFirst("(?s)^(Invalid value: ).{60,}(: [^:]+)$", "$1…$2");
    }

    private String advice() {
        if (isImmutable()) {
            return "With the annotation kapp.k14s.io/update-strategy: fallback-on-replace it is deleted and made anew.";
        }
        return switch (status) {
            case 401 -> "The credentials of the kubeconfig are wrong or have expired: log in again.";
            case 403 -> "A role that has this right must be bound to the user.";
            case 429 -> "The API server is overloaded: try again later.";
            case 404 -> answer.path("details").path("kind").asText().equals("namespaces")
                    ? "Put that Namespace into the release, or make it with --create-namespace." : "";
            default -> namesWebhook() ? "Repair the webhook that it names, or delete its configuration." : "";
        };
    }

    private String reason() {
        return answer.path("reason").asText();
    }
}
