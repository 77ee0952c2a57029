//SOURCES ../Failure.java
//SOURCES ../deploy/Change.java

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a change has its turn: {@code (upsert|delete) (before|after) (upserting|deleting) GROUP}.
 *
 * @param action the rule is about a change that does this
 * @param target it comes before or after changes of the group that do this
 * @param group its name, in which placeholders stand for the resource
 */
record ChangeRule(Action action, Position position, Action target, String group, Force force) {
    private static final Pattern FORM =
            Pattern.compile("(upsert|delete) (before|after) (upserting|deleting) (\\S+)");
    private static final Map<String, Action> ACTIONS = Map.of("upsert", Action.UPSERT, "upserting", Action.UPSERT,
            "delete", Action.DELETE, "deleting", Action.DELETE);

    private static final Map<String, Position> POSITIONS =
            Map.of("before", Position.BEFORE, "after", Position.AFTER);

    enum Action {
        UPSERT, DELETE;

        /** Empty for a change that takes no part in the order: one that is already what it will be. */
        static Optional<Action> of(Change change) {
            return switch (change.operation()) {
                case DELETE -> Optional.of(DELETE);
                case CREATE, UPDATE, EXISTS -> Optional.of(UPSERT);
                case NOOP -> change.waitFor() == Change.WaitFor.RECONCILE ? Optional.of(UPSERT) : Optional.empty();
            };
        }
    }

    enum Position { BEFORE, AFTER }

    /** A rule that is only PREFERRED gives way where it would make changes wait for one another. */
    enum Force { REQUIRED, PREFERRED }

    /** @throws Failure when the text is no rule */
    static ChangeRule parse(String text, Force force) {
        Matcher rule = FORM.matcher(text);
        if (!rule.matches()) {
            throw new Failure("\"" + text + "\" is no change rule",
                    "It reads: (upsert|delete) (before|after) (upserting|deleting) GROUP, with single spaces.");
        }
        return new ChangeRule(ACTIONS.get(rule.group(1)), POSITIONS.get(rule.group(2)), ACTIONS.get(rule.group(3)),
                rule.group(4), force);
    }
}
