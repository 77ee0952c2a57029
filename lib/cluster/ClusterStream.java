//SOURCES ClusterConnection.java

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Reads answers that go on for as long as a cluster has something to say, without a thread for each. */
final class ClusterStream {
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;

    private ClusterStream() {}

    /**
     * Asks for a path that answers in lines.
     *
     * @param each gets every line as it comes
     * @return ends with the answer; cancelling it ends the answer
     */
    static CompletableFuture<HttpResponse<Void>> lines(ClusterConnection connection, String path,
            Consumer<String> each) {
        BodyHandler<Void> handler = answer -> answer.statusCode() == OK
                ? BodySubscribers.fromLineSubscriber(new EachLine(each), line -> null, StandardCharsets.UTF_8, null)
                : BodySubscribers.replacing(null);
        CompletableFuture<HttpResponse<Void>> response = connection.http().sendAsync(connection.request(path)
                .header("User-Agent", "gitops-scripts").build(), handler);
        response.thenAccept(answer -> {
            if (answer.statusCode() == UNAUTHORIZED) {
                connection.refresh();
            }
        });
        return response;
    }

    private record EachLine(Consumer<String> each) implements Flow.Subscriber<String> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            each.accept(line);
        }

        @Override
        public void onError(Throwable reason) {
            // the future ends with it
        }

        @Override
        public void onComplete() {
            // the future ends
        }
    }
}
