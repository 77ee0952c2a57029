//SOURCES ../Common.java

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as kapp and kubectl take them: {@code 90s}, {@code 1m30s}, {@code 1.5h}. */
final class GoDuration implements ITypeConverter<Duration> {
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|h|m|s)");
    private static final Map<String, Double> MILLISECONDS = Map.of("ms", 1.0, "s", 1e3, "m", 60e3, "h", 3600e3);

    @Override
    public Duration convert(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        if (!text.matches("(" + PART.pattern() + ")+")) {
            throw new TypeConversionException("'" + text + "' is no duration such as 90s, 15m or 1h30m");
        }
        double milliseconds = 0;
        for (Matcher part = PART.matcher(text); part.find();) {
            milliseconds += Double.parseDouble(part.group(1)) * MILLISECONDS.get(part.group(2));
        }
        return Duration.ofMillis(Math.round(milliseconds));
    }
}
