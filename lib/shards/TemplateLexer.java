import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Cuts a Go template into its actions, and each of these into tokens. Comments are left out. */
final class TemplateLexer {
    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";

    private final String text;
    private int at;

    private TemplateLexer(String text, int at) {
        this.text = text;
        this.at = at;
    }

    /** What a token is; a word is a name, a field or a variable, with all that hangs on it by dots. */
    enum Kind { WORD, TEXT, OTHER }

    /** @param text the word, the text between the quotes, or one other character */
    record Token(Kind kind, String text) {
        boolean isWord(String word) {
            return kind == Kind.WORD && text.equals(word);
        }

        boolean is(char other) {
            return kind == Kind.OTHER && text.charAt(0) == other;
        }

        boolean isText() {
            return kind == Kind.TEXT;
        }
    }

    /**
     * Hands on the tokens of each action.
     *
     * @return whether every action ends
     */
    static boolean actions(String template, Consumer<List<Token>> action) {
        int end = 0;
        for (int open = template.indexOf(OPEN); open >= 0; open = template.indexOf(OPEN, end)) {
            TemplateLexer lexer = new TemplateLexer(template, open + OPEN.length());
            List<Token> tokens = lexer.isComment() ? lexer.skipComment() : lexer.tokens();
            if (tokens == null) {
                return false;
            }
            if (!tokens.isEmpty()) {
                action.accept(tokens);
            }
            end = lexer.at;
        }
        return true;
    }

    private boolean isComment() {
        int start = at;
        if (start < text.length() && text.charAt(start) == '-') {
            start++;
        }
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        return text.startsWith("/*", start);
    }

    private List<Token> skipComment() {
        int end = text.indexOf("*/", at);
        int close = end < 0 ? -1 : text.indexOf(CLOSE, end);
        at = close + CLOSE.length();
        return close < 0 ? null : List.of();
    }

    /** The tokens up to the end of the action; null when it has none. */
    private List<Token> tokens() {
        List<Token> tokens = new ArrayList<>();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (text.startsWith(CLOSE, at)) {
                at += CLOSE.length();
                return tokens;
            }
            if (c == '"' || c == '`' || c == '\'') {
                String quoted = quoted(c);
                if (quoted == null) {
                    return null;
                }
                tokens.add(new Token(Kind.TEXT, quoted));
            } else if (isOfWord(c)) {
                int start = at;
                while (at < text.length() && isOfWord(text.charAt(at))) {
                    at++;
                }
                tokens.add(new Token(Kind.WORD, text.substring(start, at)));
            } else {
                if (!Character.isWhitespace(c)) {
                    tokens.add(new Token(Kind.OTHER, String.valueOf(c)));
                }
                at++;
            }
        }
        return null;
    }

    private String quoted(char quote) {
        StringBuilder quoted = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == quote) {
                at++;
                return quoted.toString();
            }
            if (c == '\\' && quote != '`' && at + 1 < text.length()) {
                quoted.append(unescaped(text.charAt(++at)));
            } else {
                quoted.append(c);
            }
        }
        return null;
    }

    /** What other escapes stand for is in no name, so that they stay as they are. */
    private static String unescaped(char escaped) {
        return switch (escaped) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case '"', '\\', '\'' -> String.valueOf(escaped);
            default -> "\\" + escaped;
        };
    }

    private static boolean isOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '$';
    }
}
