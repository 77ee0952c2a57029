//SOURCES ../git/JGit.java

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/**
 * How two texts differ, line by line, as kapp prints it.
 *
 * @param context how many lines after changed ones are shown, and one less before them, where {@code ...} takes a line
 */
record LineDiff(int context, Numbers numbers) {

    /** Of lines in both texts, counted from 0. */
    enum Numbers { SHOWN, LEFT_OUT }

    /** One line: of both texts, or only of the one in which it has a number that is not negative. */
    private record Line(int before, int after, String text) {
        boolean isCommon() {
            return before >= 0 && after >= 0;
        }

        String print(Numbers numbers) {
            String sign = isCommon() ? "  " : before >= 0 ? "- " : "+ ";
            if (numbers == Numbers.LEFT_OUT) {
                return sign + text + "\n";
            }
            return number(before) + (isCommon() ? "," : " ") + number(after) + " " + sign + text + "\n";
        }

        private static String number(int number) {
            return number < 0 ? "   " : String.format("%3d", number);
        }
    }

    /** Empty when the texts are the same. */
    String of(String before, String after) {
        List<Line> lines = lines(split(before), split(after));
        BitSet shown = new BitSet();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isCommon()) {
                shown.set(Math.max(0, i - Math.max(0, context - 1)), i + context + 1);
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = shown.nextSetBit(0); i >= 0 && i < lines.size(); i = shown.nextSetBit(i + 1)) {
            boolean skipped = i > 0 && !shown.get(i - 1);
            text.append(skipped ? "  ...\n" : "").append(lines.get(i).print(numbers));
        }
        return text.toString();
    }

    private static List<Line> lines(List<String> before, List<String> after) {
        List<Line> lines = new ArrayList<>();
        int old = 0;
        int now = 0;
        for (Edit edit : new HistogramDiff().diff(RawTextComparator.DEFAULT, raw(before), raw(after))) {
            while (old < edit.getBeginA()) {
                lines.add(new Line(old, now++, before.get(old++)));
            }
            while (old < edit.getEndA()) {
                lines.add(new Line(old, -1, before.get(old++)));
            }
            while (now < edit.getEndB()) {
                lines.add(new Line(-1, now, after.get(now++)));
            }
        }
        while (old < before.size()) {
            lines.add(new Line(old, now++, before.get(old++)));
        }
        return lines;
    }

    /** What follows the last line break is a line, too; no text has no lines. */
    private static List<String> split(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\n", -1));
    }

    private static RawText raw(List<String> lines) {
        return new RawText(lines.stream().map(line -> line + "\n").collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8));
    }
}
