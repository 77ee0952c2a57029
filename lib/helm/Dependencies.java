import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Things that need one another, known by numbers from 0: a directed graph that grows. Compact and without recursion,
 * as it may have many thousands of them.
 */
final class Dependencies {
    private int[][] needs = new int[64][];
    private int[][] neededBy = new int[64][];
    private int[] needed = new int[64];
    private int[] dependents = new int[64];
    private int size;

    /** A new thing; its number. */
    int add() {
        if (size == needs.length) {
            needs = Arrays.copyOf(needs, size * 2);
            neededBy = Arrays.copyOf(neededBy, size * 2);
            needed = Arrays.copyOf(needed, size * 2);
            dependents = Arrays.copyOf(dependents, size * 2);
        }
        needs[size] = new int[2];
        neededBy[size] = new int[2];
        return size++;
    }

    int size() {
        return size;
    }

    void need(int dependent, int prerequisite) {
        needs[dependent] = append(needs[dependent], needed[dependent]++, prerequisite);
        neededBy[prerequisite] = append(neededBy[prerequisite], dependents[prerequisite]++, dependent);
    }

    int countOfNeeded(int dependent) {
        return needed[dependent];
    }

    void forEachDependent(int prerequisite, IntConsumer action) {
        forEach(neededBy[prerequisite], dependents[prerequisite], action);
    }

    void forEachNeeded(int dependent, IntConsumer action) {
        forEach(needs[dependent], needed[dependent], action);
    }

    /** The thing itself and all that it needs, at first or at second hand. */
    BitSet allNeededBy(int start) {
        return reached(start, this::forEachNeeded);
    }

    /** The thing itself and all that need it, at first or at second hand. */
    BitSet allThatNeed(int start) {
        return reached(start, this::forEachDependent);
    }

    /** Things that need each the next, and the last the first; empty when there are none. */
    List<Integer> cycle() {
        BitSet done = new BitSet(size);
        int[] next = new int[size];
        for (int start = 0; start < size; start++) {
            List<Integer> cycle = done.get(start) ? List.of() : cycleFrom(start, next, done);
            if (!cycle.isEmpty()) {
                return cycle;
            }
        }
        return List.of();
    }

    private List<Integer> cycleFrom(int start, int[] next, BitSet done) {
        List<Integer> path = new ArrayList<>(List.of(start));
        BitSet onPath = new BitSet(size);
        onPath.set(start);
        while (!path.isEmpty()) {
            int at = path.get(path.size() - 1);
            if (next[at] == needed[at]) {
                done.set(at);
                onPath.clear(at);
                path.remove(path.size() - 1);
            } else {
                int step = needs[at][next[at]++];
                if (onPath.get(step)) {
                    return List.copyOf(path.subList(path.indexOf(step), path.size()));
                }
                if (!done.get(step)) {
                    path.add(step);
                    onPath.set(step);
                }
            }
        }
        return List.of();
    }

    private interface Steps {
        void forEach(int from, IntConsumer action);
    }

    private BitSet reached(int start, Steps steps) {
        BitSet reached = new BitSet(size);
        ArrayDeque<Integer> open = new ArrayDeque<>(List.of(start));
        reached.set(start);
        while (!open.isEmpty()) {
            steps.forEach(open.pop(), next -> {
                if (!reached.get(next)) {
                    reached.set(next);
                    open.push(next);
                }
            });
        }
        return reached;
    }

    private static void forEach(int[] items, int count, IntConsumer action) {
        for (int i = 0; i < count; i++) {
            action.accept(items[i]);
        }
    }

    private static int[] append(int[] items, int count, int item) {
        int[] room = count < items.length ? items : Arrays.copyOf(items, count * 2);
        room[count] = item;
        return room;
    }
}
