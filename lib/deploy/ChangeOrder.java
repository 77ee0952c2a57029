//SOURCES ../resource/ChangeBindings.java
//SOURCES Change.java
//SOURCES ChangeGraph.java

import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Gives changes out when it is their turn: when all that has to come before them is done. Not safe for threads. */
final class ChangeOrder {
    private final List<Change> changes;
    private final ChangeGraph graph;
    private final Map<Change, Integer> numbers = new IdentityHashMap<>();
    private final int[] missing;
    private final TreeSet<Integer> ready = new TreeSet<>();
    private final BitSet done = new BitSet();
    private final BitSet released = new BitSet();
    private int left;

    /** @throws Failure when the rules go round in a circle, or a rule or group makes no sense */
    ChangeOrder(List<Change> changes, ChangeBindings bindings) {
        this.changes = List.copyOf(changes);
        this.graph = new ChangeGraph(this.changes, bindings);
        this.missing = new int[graph.dependencies.size()];
        this.left = changes.size();
        for (int i = 0; i < changes.size(); i++) {
            numbers.put(this.changes.get(i), i);
        }
        for (int number = 0; number < missing.length; number++) {
            missing[number] = graph.dependencies.countOfNeeded(number);
            if (missing[number] == 0) {
                ready.add(number);
            }
        }
    }

    /** The changes whose turn has come since the last call, in the order in which they were given. */
    List<Change> takeReady() {
        List<Change> taken = ready.stream().map(changes::get).toList();
        ready.clear();
        return taken;
    }

    /** A change that was taken has been made, and what it waited for has come; others may follow. */
    void done(Change change) {
        int number = numbers.get(change);
        if (!done.get(number)) {
            done.set(number);
            left--;
            release(number);
        }
    }

    /** Others need not wait for a change any longer, though it is not done. */
    void unblock(Change change) {
        release(numbers.get(change));
    }

    boolean isComplete() {
        return left == 0;
    }

    int countOfDone() {
        return changes.size() - left;
    }

    /** What a change still waits for, itself left out. */
    List<Change> waitsFor(Change change) {
        List<Change> open = new ArrayList<>();
        BitSet needed = graph.dependencies.allNeededBy(numbers.get(change));
        for (int number = 0; number < changes.size(); number++) {
            if (needed.get(number) && !done.get(number) && changes.get(number) != change) {
                open.add(changes.get(number));
            }
        }
        return open;
    }

    private void release(int number) {
        if (released.get(number)) {
            return;
        }
        released.set(number);
        graph.dependencies.forEachDependent(number, dependent -> {
            if (--missing[dependent] == 0) {
                if (graph.isChange(dependent)) {
                    ready.add(dependent);
                } else {
                    release(dependent);
                }
            }
        });
    }
}
