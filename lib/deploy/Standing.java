//SOURCES ../Console.java
//SOURCES ../Failure.java
//SOURCES ../resource/ResourceTitle.java
//SOURCES Change.java

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** How far the changes of a deploy are, for those who ask in the middle of it; threads tell it as they go. */
final class Standing {
    private static final int NAMED = 10;
    private static final String INDENT = "    ";

    private enum State {
        DONE("done"), UNREADY("made, but not ready"), UNDER_WAY("under way"), FAILED("failed"), LEFT("not begun");

        private final String title;

        State(String title) {
            this.title = title;
        }
    }

    private final Map<Change, State> states = new IdentityHashMap<>();
    private final List<Change> changes;
    private final Runnable permission;
    private boolean stopped;

    /** @param permission throws when nothing may be changed any more */
    Standing(Collection<Change> changes, Runnable permission) {
        this.changes = List.copyOf(changes);
        this.permission = permission;
        this.changes.forEach(change -> states.put(change, State.LEFT));
    }

    /** A change is made now; not at all when the deploy has been stopped: its process ends. */
    void begin(Change change) {
        permission.run();
        if (isStopped(change)) {
            waitForTheEnd();
        }
    }

    private synchronized boolean isStopped(Change change) {
        if (!stopped) {
            states.put(change, State.UNDER_WAY);
        }
        return stopped;
    }

    private static void waitForTheEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("stopped");
        }
    }

    synchronized void made(Change change) {
        states.put(change, State.UNREADY);
    }

    synchronized void done(Change change) {
        states.put(change, State.DONE);
    }

    synchronized void failed(Change change) {
        states.put(change, State.FAILED);
    }

    /** Begins no more changes. */
    synchronized void stop() {
        stopped = true;
    }

    /** Sentences for people: what is done, and what is not. */
    synchronized String text() {
        List<String> lines = new ArrayList<>();
        for (State state : State.values()) {
            List<String> titles = changes.stream().filter(change -> states.get(change) == state)
                    .map(Standing::title).toList();
            if (!titles.isEmpty()) {
                lines.add("  " + state.title + ": " + Console.wrapped(few(titles), INDENT));
            }
        }
        return count(State.DONE) + " of " + changes.size() + " changes are done.\n" + String.join("\n", lines)
                + "\nRunning it again goes on from there.";
    }

    /** What went wrong, and how far the changes are. */
    Failure explained(Failure failure) {
        Failure explained = new Failure(failure.getMessage(), (failure.advice() + "\n" + text()).strip());
        explained.addSuppressed(failure);
        return explained;
    }

    private static String title(Change change) {
        String resource = ResourceTitle.shortOf(change.resource());
        return change.operation() == Change.Operation.NOOP ? resource
                : change.operation().name().toLowerCase(Locale.ROOT) + " " + resource;
    }

    private long count(State state) {
        return states.values().stream().filter(state::equals).count();
    }

    private static List<String> few(List<String> titles) {
        if (titles.size() <= NAMED + 1) {
            return titles;
        }
        List<String> few = new ArrayList<>(titles.subList(0, NAMED));
        few.add("and " + (titles.size() - NAMED) + " more");
        return few;
    }
}
