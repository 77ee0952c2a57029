//SOURCES TemplateLexer.java

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a template defines, and what it may ask of other templates.
 *
 * @param defined the named templates that it defines
 * @param names the named templates that it includes
 * @param patterns regular expressions of the names that it computes
 * @param quoted what it has in quotes and looks like a template itself: {@code tpl} may be given that
 * @param traits what else it does that reaches beyond itself
 */
record TemplateScan(Set<String> defined, Set<String> names, Set<String> patterns, Set<String> quoted,
        Set<Trait> traits) {
    static final TemplateScan NOTHING = new TemplateScan(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());
    static final String ANY = ".*";

    private static final Set<String> MUTATORS =
            Set.of("set", "unset", "merge", "mustMerge", "mergeOverwrite", "mustMergeOverwrite");
    /** These say only whether text has another in it. */
    private static final Set<String> COMPARING = Set.of("contains", "hasPrefix", "hasSuffix");
    private static final Set<String> DECODERS = Set.of("b32dec", "decryptAES");
    /** What {@code include} and {@code template} are in base64, wherever in it they stand. */
    private static final List<String> ENCODED = List.of("aW5jbHVkZ", "luY2x1ZG", "pbmNsdWRl", "dGVtcGxhdG",
            "RlbXBsYXRl", "0ZW1wbGF0Z");
    private static final Set<String> CHANGING = Set.of("now", "ago", "lookup", "getHostByName", "shuffle", "uuidv4",
            "htpasswd", "bcrypt", "encryptAES", "date", "dateInZone", "htmlDate", "htmlDateInZone", "date_modify",
            "dateModify");
    private static final Pattern RANDOM = Pattern.compile("(must)?[rR]and[A-Z]\\w*|gen[A-Z]\\w*");
    private static final Pattern PATH = Pattern.compile("[\\w.-]+/charts/[\\w./-]+/templates/[\\w./-]+");
    private static final Pattern VERB = Pattern.compile("%[-+# 0-9.*\\[\\]]*[a-zA-Z%]");

    /** What a template does that more than its own chart may notice. */
    enum Trait {
        /** It has text rendered as a template. */
        TPL,
        /** It changes a mapping in place, which may be one that charts share. */
        MUTATES,
        /** It handles {@code .Release} as a whole. */
        RELEASE,
        /** It reaches into the charts below its own. */
        SUBCHARTS,
        /** It reads files of its chart. */
        FILES,
        /** It has text, or decodes it, in which a template may be that cannot be seen. */
        DECODES,
        /** It has a part of an action in quotes, or one that does not end. */
        PIECES,
        /** It has a part of a template's path in quotes. */
        PATHS,
        /** It may say something else at another time or place. */
        CHANGES
    }

    /** What a template says. */
    static TemplateScan of(String template) {
        boolean isEncoded = ENCODED.stream().anyMatch(template::contains);
        if (!template.contains("{{") && !isEncoded) {
            return NOTHING;
        }
        TemplateScan scan = new TemplateScan(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>(),
                new LinkedHashSet<>(), EnumSet.noneOf(Trait.class));
        scan.addIf(!TemplateLexer.actions(template, scan::add), Trait.PIECES);
        scan.addIf(isEncoded, Trait.DECODES);
        return scan;
    }

    /** What text says that {@code tpl} may be given: a file of YAML or any other that may have templates in it. */
    static TemplateScan ofText(String text) {
        Set<String> patterns = new LinkedHashSet<>();
        if (text.contains("\\x7") || text.contains("\\u007")) {
            patterns.add(ANY);
        }
        if (text.contains("/templates/")) {
            PATH.matcher(text).results().forEach(path -> patterns.add(Pattern.quote(path.group())));
        }
        TemplateScan scan = of(text.replace("\\\"", "\""));
        return patterns.isEmpty() ? scan
                : scan.plus(new TemplateScan(Set.of(), Set.of(), patterns, Set.of(), Set.of()));
    }

    boolean does(Trait trait) {
        return traits.contains(trait);
    }

    TemplateScan plus(TemplateScan other) {
        return other == NOTHING ? this : this == NOTHING ? other : new TemplateScan(both(defined, other.defined),
                both(names, other.names), both(patterns, other.patterns), both(quoted, other.quoted),
                both(traits, other.traits));
    }

    private static <T> Set<T> both(Set<T> some, Set<T> others) {
        if (some.containsAll(others)) {
            return some;
        }
        Set<T> all = new LinkedHashSet<>(some);
        all.addAll(others);
        return all;
    }

    private void add(List<TemplateLexer.Token> action) {
        int first = action.get(0).is('-') ? 1 : 0;
        for (int i = first; i < action.size(); i++) {
            TemplateLexer.Token token = action.get(i);
            TemplateLexer.Token next = i + 1 < action.size() ? action.get(i + 1) : null;
            boolean isCompared = i > 0 && COMPARING.contains(action.get(i - 1).text());
            if (token.isText() && !isCompared) {
                addQuoted(token.text());
            } else if (token.kind() == TemplateLexer.Kind.WORD) {
                addWord(token.text(), i == first, next, action, i + 1);
            }
        }
    }

    private void addQuoted(String text) {
        if (text.contains("{{")) {
            quoted.add(text);
        }
        addIf(text.contains("/templates") || text.contains("templates/"), Trait.PATHS);
        if (text.equals("Release")) {
            traits.add(Trait.RELEASE);
        } else if (text.equals("Subcharts")) {
            traits.add(Trait.SUBCHARTS);
        } else if (text.equals("Files")) {
            traits.add(Trait.FILES);
        }
    }

    private void addWord(String word, boolean isFirst, TemplateLexer.Token next, List<TemplateLexer.Token> action,
            int position) {
        boolean isNamed = next != null && next.isText();
        if (isFirst && isNamed && (word.equals("define") || word.equals("block"))) {
            defined.add(next.text());
        }
        if (isFirst && isNamed && (word.equals("template") || word.equals("block"))) {
            names.add(next.text());
        } else if (word.equals("include")) {
            if (isNamed) {
                names.add(next.text());
            } else if (next != null && next.is('(')) {
                addComputed(action, position + 1);
            } else {
                patterns.add(ANY);
            }
        }
        addTraits(word);
    }

    private void addTraits(String word) {
        if (word.indexOf('.') < 0) {
            addIf(word.equals("tpl"), Trait.TPL);
            addIf(MUTATORS.contains(word), Trait.MUTATES);
            addIf(DECODERS.contains(word), Trait.DECODES);
            addIf(CHANGING.contains(word) || RANDOM.matcher(word).matches(), Trait.CHANGES);
            return;
        }
        addIf(word.endsWith(".Release"), Trait.RELEASE);
        addIf(word.contains(".Subcharts"), Trait.SUBCHARTS);
        addIf(word.contains(".Files"), Trait.FILES);
    }

    private void addIf(boolean applies, Trait trait) {
        if (applies) {
            traits.add(trait);
        }
    }

    /** A name in parentheses: pieces put together by {@code print} or {@code printf}; otherwise it may be any. */
    private void addComputed(List<TemplateLexer.Token> action, int start) {
        StringBuilder pattern = new StringBuilder();
        TemplateLexer.Token function = start < action.size() ? action.get(start) : null;
        boolean isFormat = function != null && function.isWord("printf");
        boolean isKnown = isFormat || function != null && (function.isWord("print") || function.isText());
        int depth = 1;
        for (int i = function == null || function.isText() ? start : start + 1; i < action.size() && depth > 0; i++) {
            TemplateLexer.Token token = action.get(i);
            depth += token.is('(') ? 1 : token.is(')') ? -1 : 0;
            isKnown &= !token.is('|');
            if (token.text().endsWith(".Template.BasePath") || token.text().endsWith(".Template.Name")) {
                return; // a file of the chart that is rendered
            }
            if (isFormat && pattern.length() == 0) {
                isKnown &= token.isText();
                pattern.append(format(token.text()));
            } else if (!isFormat && depth > 0) {
                pattern.append(depth == 1 && token.isText() ? Pattern.quote(token.text()) : ANY);
            }
        }
        patterns.add(isKnown ? pattern.toString() : ANY);
    }

    /** The regular expression of what a format gives. */
    static String format(String format) {
        StringBuilder pattern = new StringBuilder();
        int end = 0;
        for (var verb = VERB.matcher(format); verb.find(); end = verb.end()) {
            pattern.append(Pattern.quote(format.substring(end, verb.start()))).append(ANY);
        }
        return pattern.append(Pattern.quote(format.substring(end))).toString();
    }
}
