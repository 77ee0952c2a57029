//SOURCES ../Common.java
//SOURCES ../resource/KappConfig.java
//SOURCES ChangeDiff.java

import java.util.List;
import picocli.CommandLine.Option;

/** How much is shown of what changes, as kapp's options of these names. */
final class DiffOptions {
    @Option(names = {"-c", "--diff-changes"}, arity = "0..1", paramLabel = "false", fallbackValue = "true",
            description = "Show what changes in each resource")
    private Boolean changes;

    @Option(names = "--diff-changes-yaml", arity = "0..1", paramLabel = "false", fallbackValue = "true",
            description = "Show each resource that changes as it will be")
    boolean documents;

    @Option(names = "--diff-summary", arity = "0..1", paramLabel = "false", fallbackValue = "true",
            defaultValue = "true",
            description = "Show a table of the changes (true)")
    boolean summary;

    @Option(names = "--diff-context", paramLabel = "N", defaultValue = "2",
            description = "Lines around those that change (2)")
    private int context;

    @Option(names = "--diff-line-numbers", arity = "0..1", paramLabel = "false", fallbackValue = "true",
            defaultValue = "true",
            description = "Number the lines (true)")
    private boolean numbers;

    @Option(names = "--diff-mask", arity = "0..1", paramLabel = "false", fallbackValue = "true",
            defaultValue = "true",
            description = "Hide the values of Secrets (true)")
    private boolean masks;

    boolean changes() {
        return changes != null && changes;
    }

    /** Shows changes where nobody has said whether to. */
    void showChanges() {
        changes = changes == null || changes;
    }

    ChangeDiff diff(KappConfig config, OlderVersions olderVersions) {
        return new ChangeDiff(new Comparison(config), new DiffMask(masks ? config.diffMaskRules() : List.of()),
                new LineDiff(context, numbers ? LineDiff.Numbers.SHOWN : LineDiff.Numbers.LEFT_OUT), olderVersions);
    }
}
