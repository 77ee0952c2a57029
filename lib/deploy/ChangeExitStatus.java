//SOURCES ../ExitStatus.java
//SOURCES Narration.java
//SOURCES Plan.java

/** The exit status that says whether there are changes, where that is wanted: as kapp's, 2 for none and 3 for some. */
final class ChangeExitStatus {
    private static final int NO_CHANGES = 2;
    private static final int CHANGES = 3;

    private ChangeExitStatus() {}

    /** @param wanted whether the exit status is to tell the one from the other */
    static int afterDiff(boolean wanted, Plan plan, Narration narration) {
        return end(wanted, plan, "Exiting after diffing with " + (plan.isEmpty() ? "no " : "") + "pending changes",
                narration);
    }

    /** @param wanted whether the exit status is to tell the one from the other */
    static int afterApply(boolean wanted, Plan plan, Narration narration) {
        return end(wanted, plan, "Exiting after applying with " + (plan.isEmpty() ? "no " : "") + "changes", narration);
    }

    private static int end(boolean wanted, Plan plan, String sentence, Narration narration) {
        int exitStatus = plan.isEmpty() ? NO_CHANGES : CHANGES;
        if (!wanted) {
            narration.succeeded();
            return ExitStatus.DONE;
        }
        narration.succeeded(sentence + " (exit status " + exitStatus + ")");
        return exitStatus;
    }
}
