//SOURCES ../Common.java
//SOURCES ../Confirmation.java
//SOURCES ChangeExitStatus.java
//SOURCES Narration.java
//SOURCES Plan.java

import picocli.CommandLine.Option;

/** What happens between showing changes and making them, as kapp's options of these names. */
final class ApprovalOptions {
    private static final String FLAG = "0..1";

    @Option(names = "--diff-run", arity = FLAG, paramLabel = "false", fallbackValue = "true",
            description = "Show what would change, and stop")
    private boolean onlyShows;

    @Option(names = "--diff-exit-status", arity = FLAG, paramLabel = "false", fallbackValue = "true",
            description = "With --diff-run: exit status 3 for changes, 2 for none")
    private boolean diffExitStatus;

    @Option(names = {"-y", "--yes"}, arity = FLAG, paramLabel = "false", fallbackValue = "true",
            description = "Do not ask")
    private boolean yes;

    @Option(names = "--apply-exit-status", arity = FLAG, paramLabel = "false", fallbackValue = "true",
            description = "Exit status 3 for changes, 2 for none")
    private boolean applyExitStatus;

    /** Whether changes are shown, and not made whatever they are. */
    boolean onlyShows() {
        return onlyShows;
    }

    /** Whether the changes are to be made, which people may be asked now; not for none. */
    boolean given(Plan plan, Narration narration) {
        return given(plan, "Make these changes?", narration);
    }

    /** The same, with a question of its own. */
    boolean given(Plan plan, String question, Narration narration) {
        if (!onlyShows && !plan.isEmpty()) {
            narration.requireAnswer(yes);
            require(question);
        }
        return !onlyShows;
    }

    /** Asks people, unless they have said yes already. */
    void require(String question) {
        Confirmation.require(yes, question);
    }

    /** @return the exit status */
    int end(Plan plan, Narration narration) {
        return onlyShows ? ChangeExitStatus.afterDiff(diffExitStatus, plan, narration)
                : ChangeExitStatus.afterApply(applyExitStatus, plan, narration);
    }
}
