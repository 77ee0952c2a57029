import java.util.Map;
import java.util.function.Consumer;

/**
 * What a cluster is to remember of an application beside its resources.
 *
 * @param labels of the record
 * @param changesKept how many changes are remembered
 * @param listener gets the record when it is known and when a change begins: the JSON that kapp writes to a file
 */
record RecordPolicy(Map<String, String> labels, int changesKept, Consumer<String> listener) {
    /** As many changes as kapp remembers. */
    static final int USUALLY_KEPT = 200;

    static final RecordPolicy USUAL = new RecordPolicy(Map.of(), USUALLY_KEPT, record -> {});
}
