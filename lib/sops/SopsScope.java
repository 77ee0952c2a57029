//SOURCES ../Failure.java
//SOURCES SopsNode.java

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which values of a document are encrypted: by the names of the keys that lead to them, or by comments before those.
 *
 * @param rule the name that sops has for the rule, such as {@code encrypted_regex}
 * @param value a suffix or a regular expression
 */
record SopsScope(String rule, String value) {
    static final List<String> RULES = List.of("unencrypted_suffix", "encrypted_suffix", "unencrypted_regex",
            "encrypted_regex", "unencrypted_comment_regex", "encrypted_comment_regex");
    static final SopsScope DEFAULT = new SopsScope("unencrypted_suffix", "_unencrypted");

    SopsScope {
        try {
            if (rule.endsWith("regex")) {
                Pattern.compile(value);
            }
        } catch (PatternSyntaxException e) {
            throw new Failure(rule + " is no regular expression: " + value);
        }
    }

    /** The rule in the metadata of a file, or in a creation rule; empty when there is none, which encrypts all. */
    static Optional<SopsScope> in(SopsNode.Mapping mapping) {
        List<SopsScope> found = RULES.stream().flatMap(rule -> mapping.text(rule).stream()
                .filter(value -> !value.isEmpty()).map(value -> new SopsScope(rule, value))).toList();
        if (found.size() > 1) {
            throw new Failure("there are two rules for what is encrypted: " + found.get(0).rule + " and "
                    + found.get(1).rule, "Keep one of them.");
        }
        return found.stream().findFirst();
    }

    /** A test of many values; a text stands for the keys, the other one for the comments before them. */
    Test test() {
        Predicate<String> matches = rule.endsWith("regex") ? Pattern.compile(value).asPredicate()
                : text -> text.endsWith(value);
        boolean wanted = rule.startsWith("encrypted");
        boolean byComment = rule.contains("comment");
        return (keys, comments) -> (byComment ? comments : keys).stream().anyMatch(matches) == wanted;
    }

    /** Whether a value is to be encrypted. */
    interface Test {
        boolean encrypts(List<String> keys, List<String> comments);
    }
}
