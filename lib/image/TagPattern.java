//SOURCES ../Failure.java

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Chooses among tags that are no versions, such as {@code main-1700000000-4b030a7}: of those that are like a pattern,
 * the one whose first group is the highest, or, without a group, all of it. Digits compare as numbers.
 */
record TagPattern(Pattern pattern) {
    private static final Pattern RUN = Pattern.compile("\\d+|\\D");

    private record Candidate(String tag, String order) {}

    /** @throws Failure when the text is no regular expression */
    static TagPattern parse(String regex) {
        try {
            return new TagPattern(Pattern.compile(regex));
        } catch (PatternSyntaxException e) {
            throw new Failure("the pattern " + regex + " is no regular expression: " + e.getDescription(),
                    "Write one such as main-(\\d+)-[0-9a-f]+, in single quotes.");
        }
    }

    Optional<String> select(List<String> tags) {
        return tags.stream().map(pattern::matcher).filter(Matcher::matches)
                .map(match -> new Candidate(match.group(), order(match)))
                .max(Comparator.comparing(Candidate::order, TagPattern::compare).thenComparing(Candidate::tag))
                .map(Candidate::tag);
    }

    private static String order(Matcher match) {
        String group = match.groupCount() == 0 ? null : match.group(1);
        return group == null ? match.group() : group;
    }

    /** Compares texts piece by piece: runs of digits by their values, all else by its characters. */
    private static int compare(String one, String other) {
        List<String> ones = RUN.matcher(one).results().map(run -> run.group()).toList();
        List<String> others = RUN.matcher(other).results().map(run -> run.group()).toList();
        for (int i = 0; i < Math.min(ones.size(), others.size()); i++) {
            int order = comparePieces(ones.get(i), others.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(ones.size(), others.size());
    }

    private static int comparePieces(String one, String other) {
        boolean areNumbers = Character.isDigit(one.charAt(0)) && Character.isDigit(other.charAt(0));
        return areNumbers ? new java.math.BigInteger(one).compareTo(new java.math.BigInteger(other))
                : one.compareTo(other);
    }
}
