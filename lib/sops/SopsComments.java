//SOURCES ../yaml/Json.java
//SOURCES SopsNode.java

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;

/** Finds the comments of a YAML text, between what the parser reports, and says which of them belong where. */
final class SopsComments {
    private final int[] text;
    private final Deque<Found> waiting = new ArrayDeque<>();
    private int position;

    /** @param text as the parser reads it */
    SopsComments(String text) {
        this.text = text.codePoints().toArray();
    }

    /** @param trailing whether something else stands on its line */
    private record Found(String text, int column, boolean trailing) {}

    /** Goes on to the end of an event. */
    void pass(Event event) {
        search(event.getStartMark().getIndex());
        if (event instanceof ScalarEvent scalar) {
            if (scalar.getScalarStyle() == ScalarStyle.LITERAL || scalar.getScalarStyle() == ScalarStyle.FOLDED) {
                search(Math.min(endOfLine(position), event.getEndMark().getIndex()));
            }
            position = Math.max(position, event.getEndMark().getIndex());
        }
    }

    /** What waits, before a key or an item or at the end of a document. */
    void takeAll(Consumer<SopsNode.Comment> taker) {
        while (!waiting.isEmpty()) {
            taker.accept(new SopsNode.Comment(waiting.poll().text, false));
        }
    }

    /**
     * What stands on the line where something has ended.
     *
     * @param next the event after that
     * @param staysThere whether it can be written there
     */
    void takeTrailing(Event next, boolean staysThere, Consumer<SopsNode.Comment> taker) {
        search(next.getStartMark().getIndex());
        while (!waiting.isEmpty() && waiting.peek().trailing) {
            taker.accept(new SopsNode.Comment(waiting.poll().text, staysThere));
        }
    }

    /** What belongs to the end of a collection: in a block, what is indented at least as far as that. */
    void takeAtEnd(CollectionStartEvent start, int column, Consumer<SopsNode.Comment> taker) {
        while (!waiting.isEmpty() && (start.isFlow() || waiting.peek().column >= column)) {
            taker.accept(new SopsNode.Comment(waiting.poll().text, false));
        }
    }

    private void search(int end) {
        while (position < end) {
            if (text[position] == '#' && (position == 0 || Character.isWhitespace(text[position - 1]))) {
                int start = position;
                position = endOfLine(position);
                int last = text[position - 1] == '\r' ? position - 1 : position;
                int startOfLine = startOfLine(start);
                boolean trailing = new String(text, startOfLine, start - startOfLine).strip().length() > 0;
                waiting.add(new Found(new String(text, start + 1, last - start - 1), start - startOfLine, trailing));
            } else {
                position++;
            }
        }
    }

    private int endOfLine(int from) {
        int end = from;
        while (end < text.length && text[end] != '\n') {
            end++;
        }
        return end;
    }

    private int startOfLine(int from) {
        int start = from;
        while (start > 0 && text[start - 1] != '\n') {
            start--;
        }
        return start;
    }
}
