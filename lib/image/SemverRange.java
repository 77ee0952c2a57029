//SOURCES ../Failure.java
//SOURCES SemanticVersion.java

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Constraints on versions, as kbld takes them: comparisons after one another all hold, and {@code ||} between spaces
 * separates alternatives. In {@code 1.x} and {@code 1.2.x} the last number may be any.
 *
 * @param alternatives the comparisons of each
 */
record SemverRange(List<List<Comparison>> alternatives) {
    private static final Pattern COMPARISON = Pattern.compile(
            "(?<operator>[<>]=?|==?|!=?|)(?:(?<version>" + SemanticVersion.FORM + ")|(?<wildcard>"
                    + SemanticVersion.NUMBER + "(?:\\." + SemanticVersion.NUMBER + ")?)\\.x)");
    private static final String ADVICE = "Write comparisons such as >=1.2.0 <2.0.0, 1.x or 1.2.x;"
            + " alternatives with || between spaces.";

    /** @param holds whether the order of a version and this one is as it should be */
    record Comparison(IntPredicate holds, SemanticVersion version) {
        private boolean contains(SemanticVersion candidate) {
            return holds.test(candidate.compareTo(version));
        }
    }

    /**
     * @param constraints empty for all versions
     * @throws Failure that names what is no constraint
     */
    static SemverRange parse(String constraints) {
        if (constraints.isEmpty()) {
            return new SemverRange(List.of(List.of()));
        }
        List<List<Comparison>> alternatives = new ArrayList<>();
        for (String alternative : (" " + constraints + " ").split(" \\|\\| ", -1)) {
            List<Comparison> comparisons = new ArrayList<>();
            for (String text : alternative.strip().replaceAll("([<>=]) +", "$1").split(" +")) {
                comparisons.addAll(comparisons(text, constraints));
            }
            alternatives.add(comparisons);
        }
        return new SemverRange(alternatives);
    }

    boolean contains(SemanticVersion version) {
        return alternatives.stream()
                .anyMatch(comparisons -> comparisons.stream().allMatch(comparison -> comparison.contains(version)));
    }

    private static List<Comparison> comparisons(String text, String constraints) {
        Matcher parts = COMPARISON.matcher(text);
        if (!parts.matches()) {
            throw new Failure((text.isEmpty() ? "a version is missing" : text + " is no constraint on versions")
                    + " in: " + constraints, ADVICE);
        }
        String operator = parts.group("operator");
        if (parts.group("version") == null) {
            return wildcard(operator, parts.group("wildcard"), text);
        }
        SemanticVersion version = SemanticVersion.parse(parts.group("version"))
                .orElseThrow(() -> new Failure("a number in " + text + " is too large", ADVICE));
        return List.of(new Comparison(switch (operator) {
            case ">" -> order -> order > 0;
            case ">=" -> order -> order >= 0;
            case "<" -> order -> order < 0;
            case "<=" -> order -> order <= 0;
            case "!", "!=" -> order -> order != 0;
            default -> order -> order == 0;
        }, version));
    }

    /** What {@code 1.x} and {@code 1.2.x} mean: from its first version to before the next one's. */
    private static List<Comparison> wildcard(String operator, String numbers, String text) {
        Optional<SemanticVersion> start = SemanticVersion.parse(numbers + (numbers.contains(".") ? ".0" : ".0.0"));
        SemanticVersion first = start.orElseThrow(() -> new Failure("a number in " + text + " is too large", ADVICE));
        SemanticVersion next = numbers.contains(".") ? SemanticVersion.of(first.major(), first.minor() + 1)
                : SemanticVersion.of(first.major() + 1, 0);
        Comparison fromFirst = new Comparison(order -> order >= 0, first);
        Comparison beforeNext = new Comparison(order -> order < 0, next);
        return switch (operator) {
            case ">" -> List.of(new Comparison(order -> order >= 0, next));
            case ">=" -> List.of(fromFirst);
            case "<" -> List.of(new Comparison(order -> order < 0, first));
            case "<=" -> List.of(beforeNext);
            case "!", "!=" -> throw new Failure(text + " fits no version, for kbld",
                    "Write <" + numbers + ".x || >" + numbers + ".x.");
            default -> List.of(fromFirst, beforeNext);
        };
    }
}
