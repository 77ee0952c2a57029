//SOURCES ../Console.java
//SOURCES RegistryHttp.java
//SOURCES RegistryLimits.java

import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/**
 * Sends a request again when the server is overloaded (429 and 5xx), later each time or when its {@code Retry-After}
 * says, and when a connection fails. Who gives no answer at all in time is not asked again.
 */
final class RegistryRetry {
    private static final int TRIES = 4;
    private static final int TRIES_TO_CONNECT = 3;

    private final RegistryHttp http;
    private final RegistryLimits limits;
    private final Console console;
    private final Consumer<String> trace;

    /** @param trace is told each request and what came of it */
    RegistryRetry(RegistryHttp http, RegistryLimits limits, Console console, Consumer<String> trace) {
        this.http = http;
        this.limits = limits;
        this.console = console;
        this.trace = trace;
    }

    /** The first answer that is none of an overloaded server, else the last. */
    RegistryHttp.Answer send(RegistryHttp.Request request) throws IOException {
        Duration pause = limits.backoff();
        for (int tries = 1;; tries++) {
            Duration wait = pause;
            try {
                RegistryHttp.Answer answer = http.send(request);
                trace.accept(request + ": " + answer.status());
                boolean overloaded = answer.status() == 429 || answer.status() >= 500;
                wait = overloaded ? wanted(answer, pause) : wait;
                if (!overloaded || tries == TRIES || wait.compareTo(limits.longestWait()) > 0) {
                    return answer;
                }
            } catch (IOException e) {
                trace.accept(request + ": " + e.getMessage());
                if (tries == TRIES_TO_CONNECT || isFinal(e)) {
                    throw e;
                }
            }
            sleep(wait, request.url().getAuthority());
            pause = pause.multipliedBy(3);
        }
    }

    private static boolean isFinal(IOException e) {
        return e instanceof SocketTimeoutException || e instanceof SSLException || e instanceof ProtocolException;
    }

    private static Duration wanted(RegistryHttp.Answer answer, Duration pause) {
        String after = answer.header("Retry-After");
        if (after.isEmpty()) {
            return pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() + 1));
        }
        try {
            return after.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(after)) : Duration.between(
                    ZonedDateTime.now(), ZonedDateTime.parse(after, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeParseException e) {
            return pause;
        }
    }

    private void sleep(Duration wait, String server) throws IOException {
        if (wait.toSeconds() > 0) {
            console.progress("waiting " + wait.toSeconds() + " s, as " + server + " is overloaded");
        }
        try {
            TimeUnit.MILLISECONDS.sleep(Math.max(0, wait.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("it was interrupted", e);
        } finally {
            console.clearProgress();
        }
    }
}
