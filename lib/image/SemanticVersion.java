import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version as semver.org defines and orders it. Numbers go up to 2⁶⁴-1, as kbld's do.
 *
 * @param prerelease the identifiers after {@code -}; empty for a release
 */
record SemanticVersion(long major, long minor, long patch, List<String> prerelease)
        implements Comparable<SemanticVersion> {

    /** A number without leading zeros. */
    static final String NUMBER = "(?:0|[1-9][0-9]*)";
    private static final String IDENTIFIER = "(?:" + NUMBER + "|[0-9]*[A-Za-z-][0-9A-Za-z-]*)";

    /** What a version looks like, without a leading {@code v}. */
    static final String FORM = NUMBER + "\\." + NUMBER + "\\." + NUMBER
            + "(?:-" + IDENTIFIER + "(?:\\." + IDENTIFIER + ")*)?";
    private static final Pattern PARTS = Pattern.compile("(?=" + FORM + "$)(\\d+)\\.(\\d+)\\.(\\d+)(?:-(.+))?");
    private static final Comparator<SemanticVersion> ORDER = Comparator
            .comparing(SemanticVersion::major, Long::compareUnsigned)
            .thenComparing(SemanticVersion::minor, Long::compareUnsigned)
            .thenComparing(SemanticVersion::patch, Long::compareUnsigned)
            .thenComparing(SemanticVersion::prerelease, SemanticVersion::comparePrereleases);

    /** Empty when the text is no version. */
    static Optional<SemanticVersion> parse(String text) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            List<String> prerelease = parts.group(4) == null ? List.of() : List.of(parts.group(4).split("\\."));
            return Optional.of(new SemanticVersion(number(parts.group(1)), number(parts.group(2)),
                    number(parts.group(3)), prerelease));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    static SemanticVersion of(long major, long minor) {
        return new SemanticVersion(major, minor, 0, List.of());
    }

    boolean isRelease() {
        return prerelease.isEmpty();
    }

    @Override
    public int compareTo(SemanticVersion other) {
        return ORDER.compare(this, other);
    }

    /** A release comes after its prereleases, more identifiers after fewer, words after numbers. */
    private static int comparePrereleases(List<String> a, List<String> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return Boolean.compare(a.isEmpty(), b.isEmpty());
        }
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int byIdentifier = compareIdentifiers(a.get(i), b.get(i));
            if (byIdentifier != 0) {
                return byIdentifier;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    private static int compareIdentifiers(String a, String b) {
        boolean numberA = a.matches("\\d+");
        boolean numberB = b.matches("\\d+");
        if (numberA && numberB) {
            return Long.compareUnsigned(number(a), number(b));
        }
        return numberA != numberB ? Boolean.compare(numberB, numberA) : a.compareTo(b);
    }

    private static long number(String digits) {
        return Long.parseUnsignedLong(digits);
    }
}
