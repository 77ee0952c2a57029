//SOURCES ../Console.java
//SOURCES ../yaml/Json.java
//SOURCES ClusterConnection.java
//SOURCES ClusterRefusal.java

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLException;

/**
 * Asks an API server, and again when it is overloaded or away for a while. An answer that says no is a
 * {@link ClusterRefusal}.
 */
final class ClusterHttp {
    /** What to accept of a list of which only the metadata are read. */
    static final String METADATA = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";
    /** What a path ends with when {@link #pages} begins. */
    static final String FIRST_PAGE = "&limit=500";
    private static final String GZIP = "gzip";
    private static final int BUFFER = 64 * 1024;
    private static final Duration TIME_FOR_AN_ANSWER = Duration.ofSeconds(60);
    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(60);
    /** A webhook that does not work hardly ever begins to by itself. */
    private static final Duration PATIENCE_WITH_WEBHOOKS = Duration.ofSeconds(10);
    /** When it has been waited for in vain already. */
    private static final Duration PATIENCE_WHEN_AWAY = Duration.ofSeconds(1);
    private static final String UNKNOWN_NAME = "is a name that is not known";
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final ClusterConnection connection;
    private final Console console;
    private final Duration patience;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile boolean answered;
    private volatile boolean away;

    ClusterHttp(ClusterConnection connection, Console console) {
        this(connection, console, USUAL_PATIENCE);
    }

    private ClusterHttp(ClusterConnection connection, Console console, Duration patience) {
        this.connection = connection;
        this.console = console;
        this.patience = patience;
    }

    /** @param other how long to ask again */
    ClusterHttp with(Duration other) {
        return new ClusterHttp(connection, console, other);
    }

    /** What is asked for. @param action completes "cannot …", for people */
    record Question(String method, String path, Optional<JsonNode> body, String accept, String action) {
        static Question get(String path, String action) {
            return new Question("GET", path, Optional.empty(), "application/json", action);
        }

        /** What is deleted takes along what it owns, which goes after it. */
        static Question delete(String path, Optional<JsonNode> preconditions, String action) {
            ObjectNode options = Json.object().put("kind", "DeleteOptions").put("apiVersion", "v1")
                    .put("propagationPolicy", "Background");
            preconditions.ifPresent(these -> options.set("preconditions", these));
            return of("DELETE", path, options, action);
        }

        static Question of(String method, String path, JsonNode body, String action) {
            return new Question(method, path, Optional.of(body), "application/json", action);
        }

        private String contentType() {
            return method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
        }

        Question accepting(String types) {
            return new Question(method, path, body, types, action);
        }
    }

    /** How many requests went out. */
    int requests() {
        return requests.get();
    }

    JsonNode ask(Question question) {
        return ask(question, Json.MAPPER::readTree);
    }

    /**
     * Asks page by page, as all at once may be too much for the server.
     *
     * @param question is told what its path is to end with: how much is asked for, and from where on
     */
    void pages(Function<String, Question> question, Consumer<JsonNode> reader) {
        String next = "";
        do {
            JsonNode page = ask(question.apply(FIRST_PAGE
                    + (next.isEmpty() ? "" : "&continue=" + URLEncoder.encode(next, StandardCharsets.UTF_8))));
            reader.accept(page);
            next = page.path("metadata").path("continue").asText();
        } while (!next.isEmpty());
    }

    /** The answer of a path that serves text. */
    String text(String path, String action) {
        return ask(Question.get(path, action).accepting("text/plain, application/json"),
                body -> new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }

    private interface Reader<T> {
        T read(InputStream body) throws IOException;
    }

    private <T> T ask(Question question, Reader<T> reader) {
        Instant start = Instant.now();
        boolean lost = false;
        boolean refreshed = false;
        HttpClient.Version version = HttpClient.Version.HTTP_2;
        for (int attempt = 0;; attempt++) {
            try {
                return answer(question, reader, lost, version);
            } catch (IOException e) {
                if (isSentAway(e) && version == HttpClient.Version.HTTP_2) {
                    version = HttpClient.Version.HTTP_1_1;
                    lost = true;
                    continue;
                }
                Duration limit = away ? PATIENCE_WHEN_AWAY : patience;
                if (!answered && isHopeless(e) || isOver(start, limit)) {
                    away = true;
                    throw unreachable(question, e);
                }
                lost |= !(e instanceof ConnectException);
                pause(attempt, limit, Optional.empty(), e instanceof ConnectException ? "refuses connections"
                        : "does not answer");
            } catch (Again e) {
                lost |= e.status >= 500;
                Duration limit = e.refusal.namesWebhook() ? least(PATIENCE_WITH_WEBHOOKS, patience) : patience;
                if (e.status == 401 && !refreshed) {
                    refreshed = true;
                    connection.refresh();
                } else if (e.status == 401 || isOver(start, limit)) {
                    throw e.refusal;
                } else {
                    pause(attempt, limit, e.after,
                            e.status == 429 ? "is overloaded" : "answers with HTTP status " + e.status);
                }
            }
        }
    }

    /**
     * The API server has closed a connection of HTTP/2, as it does also when it does not know a token. What it answers
     * then is lost in Java's client; HTTP/1.1 delivers it.
     */
    private static boolean isSentAway(IOException e) {
        return e.getMessage() != null && e.getMessage().contains("GOAWAY");
    }

    /** Names that nobody knows and certificates that nobody trusts stay so. */
    private static boolean isHopeless(IOException e) {
        return e instanceof SSLException || reason(e).equals(UNKNOWN_NAME);
    }

    private static Duration least(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static boolean isOver(Instant start, Duration limit) {
        return Instant.now().isAfter(start.plus(limit));
    }

    /** An answer that may be another one if asked again. */
    private static final class Again extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final transient Optional<Duration> after;
        private final ClusterRefusal refusal;

        Again(int status, Optional<Duration> after, ClusterRefusal refusal) {
            this.status = status;
            this.after = after;
            this.refusal = refusal;
        }
    }

    private <T> T answer(Question question, Reader<T> reader, boolean lost, HttpClient.Version version)
            throws IOException, Again {
        HttpRequest.Builder request = connection.request(question.path()).timeout(TIME_FOR_AN_ANSWER).version(version)
                .header("Accept", question.accept()).header("Accept-Encoding", GZIP)
                .header("User-Agent", "gitops-scripts");
        question.body().ifPresent(body -> request.header("Content-Type", question.contentType()));
        request.method(question.method(), question.body().isEmpty() ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(question.body().get())));
        requests.incrementAndGet();
        try {
            HttpResponse<InputStream> response =
                    connection.http().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            answered = true;
            away = false;
            try (InputStream body = unpacked(response)) {
                if (response.statusCode() < 300) {
                    return reader.read(body);
                }
                throw refused(question, response, body.readAllBytes(), lost);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted while waiting for the API server");
        }
    }

    /** API servers pack what is large. */
    private static InputStream unpacked(HttpResponse<InputStream> response) throws IOException {
        return response.headers().firstValue("Content-Encoding").filter(GZIP::equals).isPresent()
                ? new GZIPInputStream(response.body(), BUFFER) : response.body();
    }

    private static Again refused(Question question, HttpResponse<?> response, byte[] body, boolean lost) {
        int status = response.statusCode();
        ClusterRefusal refusal = new ClusterRefusal(question.action(), status, document(body), lost);
        boolean later = status == 401 || status == 429 || status >= 500;
        if (!later) {
            throw refusal;
        }
        Optional<Duration> after = response.headers().firstValue("Retry-After").filter(text -> text.matches("\\d{1,4}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
        return new Again(status, after, refusal);
    }

    private static JsonNode document(byte[] body) {
        try {
            JsonNode document = Json.MAPPER.readTree(body);
            return document == null ? JsonNodeFactory.instance.missingNode() : document;
        } catch (JsonProcessingException e) {
            return Json.object().put("message", new String(body, StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            return JsonNodeFactory.instance.missingNode();
        }
    }

    private void pause(int attempt, Duration limit, Optional<Duration> wanted, String why) {
        Duration usual = least(Duration.ofMillis(200L << Math.min(attempt, 6)), LONGEST_PAUSE);
        Duration pause = least(wanted.orElse(usual), limit);
        boolean tells = attempt == (answered ? 2 : 0) && limit.compareTo(LONGEST_PAUSE) > 0;
        if (tells) {
            console.info(connection.server().getAuthority() + " " + why + "; asking again for up to "
                    + limit.toSeconds() + " s");
        }
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted while waiting for the API server");
        }
    }

    private Failure unreachable(Question question, IOException e) {
        String advice = e instanceof SSLException
                ? "The kubeconfig must name the certificate authority of this API server."
                : "Is the cluster running, and the kubeconfig's context the right one?";
        return new Failure("cannot " + question.action() + ": " + connection.server().getAuthority() + " "
                + reason(e), advice);
    }

    private static String reason(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof java.nio.channels.UnresolvedAddressException) {
                return UNKNOWN_NAME;
            }
        }
        if (e instanceof SSLException) {
            return "cannot be trusted: " + e.getMessage();
        }
        return e instanceof ConnectException ? "refuses connections" : "does not answer: " + e.getMessage();
    }
}
