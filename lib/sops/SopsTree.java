//SOURCES SopsNode.java
//SOURCES SopsScope.java

import java.util.ArrayList;
import java.util.List;

/** Goes through a document in its order and makes another one, value by value. */
final class SopsTree {
    private final SopsScope.Test scope;
    private final Step step;
    private final List<String> keys = new ArrayList<>();
    private final List<String> comments = new ArrayList<>();

    private SopsTree(SopsScope.Test scope, Step step) {
        this.scope = scope;
        this.step = step;
    }

    /** What becomes of a scalar or a comment. */
    interface Step {
        /** @param inScope whether it is one of those that are encrypted */
        SopsNode apply(SopsNode leaf, Place place, boolean inScope);
    }

    /** The keys that lead to a value. */
    record Place(List<String> keys) {
        /** What sops binds a ciphertext to. */
        String bound() {
            return String.join(":", keys) + ":";
        }

        /** For people. */
        @Override
        public String toString() {
            return String.join(".", keys);
        }
    }

    static SopsNode.Mapping map(SopsNode.Mapping document, SopsScope.Test scope, Step step) {
        return new SopsTree(scope, step).mapping(document);
    }

    private SopsNode.Mapping mapping(SopsNode.Mapping mapping) {
        List<SopsNode.Entry> entries = new ArrayList<>(mapping.entries().size());
        int outer = comments.size();
        for (SopsNode.Entry entry : mapping.entries()) {
            if (entry.key() == null) {
                SopsNode.Comment comment = (SopsNode.Comment) entry.value();
                comments.add(comment.text());
                entries.add(new SopsNode.Entry(null, leaf(comment)));
            } else {
                keys.add(entry.key());
                entries.add(new SopsNode.Entry(entry.key(), node(entry.value())));
                keys.remove(keys.size() - 1);
                forget(outer);
            }
        }
        forget(outer);
        return new SopsNode.Mapping(entries);
    }

    private SopsNode.Sequence sequence(SopsNode.Sequence sequence) {
        List<SopsNode> items = new ArrayList<>(sequence.items().size());
        int outer = comments.size();
        for (SopsNode item : sequence.items()) {
            if (item instanceof SopsNode.Comment comment) {
                comments.add(comment.text());
                items.add(leaf(comment));
            } else {
                items.add(node(item));
                forget(outer);
            }
        }
        forget(outer);
        return new SopsNode.Sequence(items);
    }

    private SopsNode node(SopsNode value) {
        if (value instanceof SopsNode.Mapping mapping) {
            return mapping(mapping);
        }
        return value instanceof SopsNode.Sequence sequence ? sequence(sequence) : leaf(value);
    }

    private SopsNode leaf(SopsNode value) {
        boolean inScope = value instanceof SopsNode.Comment comment
                ? scope.encryptsComment(comment.text(), keys, comments) : scope.encrypts(keys, comments);
        return step.apply(value, new Place(List.copyOf(keys)), inScope);
    }

    private void forget(int size) {
        comments.subList(size, comments.size()).clear();
    }
}
