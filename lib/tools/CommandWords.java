import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Command lines as settings write them. */
final class CommandWords {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    private CommandWords() {}

    /** The words of a command line; those in quotes stay together. */
    static List<String> of(String line) {
        List<String> words = new ArrayList<>();
        for (Matcher word = WORD.matcher(line); word.find();) {
            words.add(Stream.of(1, 2, 3).map(word::group).filter(text -> text != null).findFirst().orElseThrow());
        }
        return words;
    }
}
