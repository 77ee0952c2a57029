//SOURCES ../Nearest.java
//SOURCES ../Table.java
//SOURCES LockChanges.java
//SOURCES LockedImage.java
//SOURCES LockedTag.java

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The locks that go from one environment to another: those that say another image there, or are not there.
 *
 * @param from an environment's name
 * @param to the name of the one that gets the locks
 */
record Promotion(String from, String to, List<Move> moves) {

    /**
     * @param source what is locked where it comes from
     * @param target what is locked where it goes; empty when nothing is
     */
    record Move(LockedImage source, Optional<LockedImage> target) {
        private String image() {
            return source.override().key();
        }

        private String before() {
            return target.map(Promotion::tag).orElse("");
        }

        private boolean changes() {
            return target.map(old -> !old.override().newImage().equals(source.override().newImage())).orElse(true);
        }

        private boolean isNamed(String name) {
            return image().equals(name) || ImageReference.parse(image()).repository().equals(name);
        }
    }

    /**
     * @param source all that is locked in the one environment
     * @param target all that is locked in the other one
     * @param names of the images that move, with or without tag; all when there are none
     */
    static Promotion between(String from, List<LockedImage> source, String to, List<LockedImage> target,
            List<String> names) {
        Map<String, LockedImage> there = byImage(target);
        List<Move> all = byImage(source).values().stream()
                .map(lock -> new Move(lock, Optional.ofNullable(there.get(lock.override().key())))).toList();
        for (String name : names) {
            if (all.stream().noneMatch(move -> move.isNamed(name))) {
                throw new Failure(from + " does not lock " + name, Nearest.of(name, byImage(source).keySet())
                        .map(near -> "Did you mean " + near + "?")
                        .orElse("lock.java list --env " + from + " shows all."));
            }
        }
        return new Promotion(from, to, all.stream().filter(Move::changes)
                .filter(move -> names.isEmpty() || names.stream().anyMatch(move::isNamed)).toList());
    }

    /**
     * Puts the locks where the other environment has them; those that are new there, in files of the same names.
     *
     * @param sourceLocks the directory of the locks in the one environment
     * @param targetLocks the one in the other
     */
    void into(LockChanges changes, Path sourceLocks, Path targetLocks) {
        moves.forEach(move -> changes.lock(move.source.override(),
                targetLocks.resolve(sourceLocks.relativize(move.source.file()).toString())));
    }

    /** For people: image by image, what is there and what comes. */
    Table table() {
        return new Table("locks", List.of(new Table.Column("image", "Image"), new Table.Column("before", to),
                new Table.Column("after", from)), moves.stream()
                        .map(move -> List.of(move.image(), move.before(), tag(move.source)))
                        .toList(), List.of());
    }

    /** A commit's message that tells the moves. */
    String message() {
        return "Promote " + (moves.size() == 1 ? moves.get(0).image() : moves.size() + " images") + " from " + from
                + " to " + to + "\n\n" + moves.stream().map(move -> move.image() + "\n  "
                        + (move.before().isEmpty() ? "" : move.before() + " → ") + tag(move.source))
                        .collect(Collectors.joining("\n"));
    }

    private static String tag(LockedImage lock) {
        return new LockedTag(lock.override().key(), lock.override().newImage(), lock.override().origins()).toString();
    }

    /** What counts for each image: the first that locks it. */
    private static Map<String, LockedImage> byImage(List<LockedImage> locks) {
        Map<String, LockedImage> first = new LinkedHashMap<>();
        new ArrayList<>(locks).forEach(lock -> first.putIfAbsent(lock.override().key(), lock));
        return first;
    }
}
