//SOURCES ../yaml/Json.java

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of resources, which Kubernetes rewrites: {@code 0.5} and {@code 500m} are the same. */
final class Quantities {
    private static final Pattern QUANTITY = Pattern.compile(
            "([+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+))(?:([numkKMGTPE]i?)|[eE]([+-]?\\d{1,3}))?");
    private static final Map<String, BigDecimal> UNITS = Map.ofEntries(
            Map.entry("n", power(10, -9)), Map.entry("u", power(10, -6)), Map.entry("m", power(10, -3)),
            Map.entry("k", power(10, 3)), Map.entry("M", power(10, 6)), Map.entry("G", power(10, 9)),
            Map.entry("T", power(10, 12)), Map.entry("P", power(10, 15)), Map.entry("E", power(10, 18)),
            Map.entry("Ki", power(2, 10)), Map.entry("Mi", power(2, 20)), Map.entry("Gi", power(2, 30)),
            Map.entry("Ti", power(2, 40)), Map.entry("Pi", power(2, 50)), Map.entry("Ei", power(2, 60)));

    /** Maps of amounts by what they are of. */
    private static final Set<String> MAPS = Set.of("limits", "requests", "capacity", "hard", "default",
            "defaultRequest", "max", "min", "maxLimitRequestRatio", "podFixed");
    private static final Set<String> FIELDS =
            Set.of("sizeLimit", "averageValue", "divisor", "storage", "memory", "cpu");

    private Quantities() {}

    /** Whether amounts stand at a path of keys and indexes. */
    static boolean standAt(List<?> path) {
        int last = path.size() - 1;
        return last >= 0 && (path.get(last) instanceof String key && FIELDS.contains(key)
                || last > 0 && path.get(last - 1) instanceof String parent && MAPS.contains(parent));
    }

    static boolean equal(JsonNode a, JsonNode b) {
        Optional<BigDecimal> amount = amount(a);
        return amount.isPresent() && amount(b).filter(other -> amount.get().compareTo(other) == 0).isPresent();
    }

    private static Optional<BigDecimal> amount(JsonNode value) {
        if (value.isNumber()) {
            return Optional.of(value.decimalValue());
        }
        Matcher quantity = QUANTITY.matcher(value.isTextual() ? value.textValue() : "");
        if (!quantity.matches() || quantity.group(2) != null && !UNITS.containsKey(quantity.group(2))) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(quantity.group(1));
        if (quantity.group(2) != null) {
            return Optional.of(number.multiply(UNITS.get(quantity.group(2))));
        }
        return Optional.of(quantity.group(3) == null ? number : number.scaleByPowerOfTen(
                Integer.parseInt(quantity.group(3).replace("+", ""))));
    }

    private static BigDecimal power(int base, int exponent) {
        return exponent < 0 ? BigDecimal.ONE.movePointLeft(-exponent) : BigDecimal.valueOf(base).pow(exponent);
    }
}
