//SOURCES Json.java

import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.scanner.Scanner;
import org.yaml.snakeyaml.scanner.ScannerException;
import org.yaml.snakeyaml.scanner.ScannerImpl;
import org.yaml.snakeyaml.tokens.Token;

/**
 * Takes what libyaml, and so Kubernetes' tools, take and SnakeYAML does not: tabs between tokens, unless they would be
 * the indentation of a block, and {@code \\'} in double quotes.
 */
final class YamlScanner implements Scanner {
    private static final Pattern INDENTATION = Pattern.compile("([ \t]|[-?:](?=[ \t]|$))*");
    private static final String BETWEEN_TOKENS = "while scanning for the next token";

    private final String text;
    private final StreamReader reader;
    private final Scanner scanner;
    private Token next;
    private int openBrackets;
    private int codePoints;
    private int offset;

    YamlScanner(String text, LoaderOptions options) {
        this.text = text;
        this.reader = new StreamReader(text);
        this.scanner = new ScannerImpl(reader, options);
    }

    /** The text without what made SnakeYAML fail, when that is something that libyaml takes. */
    static Optional<String> repaired(String text, MarkedYAMLException failure) {
        if (!(failure instanceof ScannerException) || failure.getProblemMark() == null) {
            return Optional.empty();
        }
        int at = text.offsetByCodePoints(0, failure.getProblemMark().getIndex());
        char found = at < text.length() ? text.charAt(at) : ' ';
        String before = text.substring(0, at);
        String after = text.substring(Math.min(at + 1, text.length()));
        if (failure.getProblem().startsWith("found unknown escape character") && (found == '\'' || found == '\t')) {
            return Optional.of(before.substring(0, at - 1) + (found == '\t' ? "\\t" : "'") + after);
        }
        boolean afterToken = failure.getProblem().startsWith("expected ")
                && (found == '\t' || found == '#' && !before.endsWith(" "));
        return afterToken ? Optional.of(before + (found == '\t' ? " " : " #") + after) : Optional.empty();
    }

    @Override
    public boolean checkToken(Token.ID... choices) {
        Token token = peekToken();
        boolean matches = token != null && choices.length == 0;
        for (Token.ID choice : choices) {
            matches |= token != null && token.getTokenId() == choice;
        }
        return matches;
    }

    @Override
    public Token peekToken() {
        if (next == null) {
            next = scan();
        }
        return next;
    }

    @Override
    public Token getToken() {
        Token token = peekToken();
        next = null;
        return token;
    }

    @Override
    public void resetDocumentIndex() {
        scanner.resetDocumentIndex();
    }

    private Token scan() {
        boolean failedBefore = false;
        while (true) {
            try {
                if (!scanner.checkToken()) {
                    return null;
                }
                Token token = scanner.getToken();
                count(token);
                return token;
            } catch (ScannerException e) {
                boolean stoppedAtTab = reader.peek() == '\t' && BETWEEN_TOKENS.equals(e.getContext());
                // After the first failure, tokens of earlier lines may still be waiting.
                if (!stoppedAtTab || failedBefore && openBrackets == 0 && isIndentation()) {
                    throw e;
                }
                if (failedBefore) {
                    reader.forward();
                }
                failedBefore = !failedBefore;
            }
        }
    }

    private void count(Token token) {
        switch (token.getTokenId()) {
            case FlowSequenceStart, FlowMappingStart -> openBrackets++;
            case FlowSequenceEnd, FlowMappingEnd -> openBrackets--;
            default -> { }
        }
    }

    private boolean isIndentation() {
        offset = text.offsetByCodePoints(offset, reader.getIndex() - codePoints);
        codePoints = reader.getIndex();
        int start = offset;
        while (start > 0 && text.charAt(start - 1) != '\n' && text.charAt(start - 1) != '\r') {
            start--;
        }
        return INDENTATION.matcher(text.substring(start, offset)).matches();
    }
}
