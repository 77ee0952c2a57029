//SOURCES Change.java
//SOURCES ResourceTitle.java
//SOURCES Verdict.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a deploy says about its changes while it goes on, in kapp's words; each line gets the time before it. */
final class ProgressLines {
    private ProgressLines() {}

    /** What is told beside a resource that is not done. */
    record Associated(JsonNode resource, Verdict verdict) {}

    /** {@code update deployment/web (apps/v1) namespace: shop}. */
    static String applying(Change change) {
        return lower(change.operation()) + " " + ResourceTitle.of(change.resource());
    }

    /** {@code ok: reconcile deployment/web …}, then why, then the same for what is associated with it. */
    static List<String> waiting(Change change, Verdict verdict, List<Associated> associated) {
        List<String> lines = new ArrayList<>();
        String what = change.waitFor() == Change.WaitFor.NOTHING ? "noop" : lower(change.waitFor());
        lines.add(state(verdict) + ": " + what + " " + ResourceTitle.of(change.resource()));
        addReason(verdict, " ^ ", lines);
        if (verdict.state() == Verdict.State.ONGOING) {
            for (Associated one : associated) {
                lines.add(" L " + state(one.verdict) + ": waiting on " + ResourceTitle.of(one.resource));
                addReason(one.verdict, "    ^ ", lines);
            }
        }
        return lines;
    }

    private static void addReason(Verdict verdict, String start, List<String> lines) {
        String indent = start;
        for (String line : verdict.message().strip().lines().toList()) {
            lines.add(indent + line);
            indent = " ".repeat(start.length());
        }
    }

    private static String state(Verdict verdict) {
        return switch (verdict.state()) {
            case DONE -> "ok";
            case ONGOING -> "ongoing";
            case FAILED -> "fail";
        };
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
