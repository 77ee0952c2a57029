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
    /** What sops takes where no rule is given. */
    static final SopsScope DEFAULT = new SopsScope("unencrypted_suffix", "_unencrypted");
    /** The values of a Kubernetes Secret. */
    static final SopsScope KUBERNETES_SECRET = new SopsScope("encrypted_regex", "^(data|stringData)$");

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

    /** For the values of one document after another. */
    Test test() {
        return new Test(rule.endsWith("regex") ? Pattern.compile(value).asPredicate() : text -> text.endsWith(value),
                rule.startsWith("encrypted"), rule.contains("comment"));
    }

    /**
     * Whether a value is to be encrypted.
     *
     * @param matches what the rule looks for
     * @param wanted whether it names what is encrypted, and not what is not
     */
    record Test(Predicate<String> matches, boolean wanted, boolean byComment) {
        static final Test ALL = new Test(key -> false, false, false);

        /**
         * @param keys that lead to the value
         * @param comments before these keys, and before the value
         */
        boolean encrypts(List<String> keys, List<String> comments) {
            return (byComment ? comments : keys).stream().anyMatch(matches) == wanted;
        }

        /** A comment that decides about what follows can be read by everybody. */
        boolean encryptsComment(String comment, List<String> keys, List<String> comments) {
            return !(byComment && matches.test(comment)) && encrypts(keys, comments);
        }
    }
}
