import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Changes of a text that are collected first, by the places in it as it is. */
final class TextChanges {
    private final List<Edit> changes = new ArrayList<>();

    private record Edit(int from, int to, String text) {}

    /** Puts a text into the place of what is there; one that is inside of another change is passed over. */
    void replace(int from, int to, String text) {
        changes.add(new Edit(from, to, text));
    }

    /** Puts a text before a place, behind what was put there before, and before what replaces what is there. */
    void insert(int at, String text) {
        changes.add(new Edit(at, at, text));
    }

    /** Whether what comes before a place, when all is done, has a line break at its end. */
    boolean endsLine(int at) {
        return changes.stream().filter(change -> change.from == at && change.to == at)
                .reduce((one, next) -> next).map(change -> change.text.endsWith("\n")).orElse(false);
    }

    String of(String text) {
        StringBuilder changed = new StringBuilder();
        int at = 0;
        List<Edit> sorted = changes.stream()
                .sorted(Comparator.comparingInt(Edit::from).thenComparing(change -> change.to > change.from)).toList();
        for (Edit change : sorted) {
            if (change.from >= at) {
                changed.append(text, at, change.from).append(change.text);
                at = change.to;
            }
        }
        return changed.append(text, at, text.length()).toString();
    }
}
