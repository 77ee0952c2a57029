import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far blocks are indented.
 *
 * @param yaml columns
 * @param json what stands before a line, once for each level
 */
record SopsIndent(int yaml, String json) {
    static final SopsIndent DEFAULT = new SopsIndent(4, "\t");
    private static final Pattern METADATA = Pattern.compile("(?m)^([ \\t]*)\"?sops\"?:(?: \\{)?\\r?\\n([ \\t]+)");

    /** As in an encrypted file. */
    static SopsIndent of(String text) {
        Matcher metadata = METADATA.matcher(text);
        if (!metadata.find()) {
            return DEFAULT;
        }
        String outer = metadata.group(1);
        String inner = metadata.group(2);
        return outer.isEmpty() ? new SopsIndent(Math.max(2, Math.min(9, inner.length())), DEFAULT.json)
                : new SopsIndent(DEFAULT.yaml, outer);
    }
}
