/**
 * Which of YAML's ways to write a string fit a given text (libyaml's analysis of a scalar in block context).
 *
 * @param multiLine whether it holds a line break
 * @param plainAllowed whether it may stand without quotes
 * @param literalAllowed whether it may be written as a {@code |} block
 * @param quotable whether single quotes can express it; otherwise it takes double quotes and escapes
 */
record YamlShape(boolean multiLine, boolean plainAllowed, boolean literalAllowed, boolean quotable) {
    private static final String NEVER_FIRST = "#,[]{}&*!|>'\"%@`";

    static YamlShape of(String text) {
        boolean indicator = text.startsWith("---") || text.startsWith("...");
        boolean breaks = false;
        boolean spaceThenBreak = false;
        boolean breakThenSpace = false;
        boolean special = false;
        int last = text.length() - 1;
        for (int i = 0; i <= last; i++) {
            char c = text.charAt(i);
            char before = i == 0 ? ' ' : text.charAt(i - 1);
            boolean blankAfter = i == last || isBlank(text.charAt(i + 1));
            indicator |= i == 0 ? isFirstIndicator(c, blankAfter) : isInnerIndicator(c, before, blankAfter);
            if (isBreak(c)) {
                breaks = true;
                spaceThenBreak |= i > 0 && before == ' ';
            } else if (c == ' ') {
                breakThenSpace |= i > 0 && isBreak(before);
            }
            special |= !isPrintable(c);
        }
        boolean edgeBlank = last >= 0 && (isEdge(text.charAt(0)) || isEdge(text.charAt(last)));
        boolean odd = spaceThenBreak || special;
        boolean trailingSpace = last >= 0 && text.charAt(last) == ' ';
        return new YamlShape(breaks,
                !indicator && !edgeBlank && !odd && !breaks && !breakThenSpace,
                !odd && !trailingSpace,
                !odd && !breakThenSpace);
    }

    /** Surrogates count as not printable: libyaml escapes all beyond the Basic Multilingual Plane. */
    static boolean isPrintable(int c) {
        return c == '\n' || c >= 0x20 && c <= 0x7E || c >= 0xA0 && c < 0xD800
                || c >= 0xE000 && c < 0xFFFE && c != 0xFEFF;
    }

    private static boolean isFirstIndicator(char c, boolean blankAfter) {
        return NEVER_FIRST.indexOf(c) >= 0 || (c == '?' || c == ':' || c == '-') && blankAfter;
    }

    private static boolean isInnerIndicator(char c, char before, boolean blankAfter) {
        return c == ':' && blankAfter || c == '#' && isBlank(before);
    }

    private static boolean isEdge(char c) {
        return c == ' ' || isBreak(c);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || isBreak(c);
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
    }
}
