//SOURCES Json.java

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.Predicate;

/** How Kubernetes' tools print numbers. */
final class YamlNumber {
    private YamlNumber() {}

    /**
     * A number as Kubernetes' tools print it: they hold every number as a 64-bit float, print whole ones below 2^64
     * as integers and others with the fewest digits that tell them apart.
     */
    static String print(JsonNode number) {
        BigDecimal shortest = fewestDigits(number.doubleValue());
        boolean whole = shortest.stripTrailingZeros().scale() <= 0;
        return whole && fitsInteger(shortest.toBigInteger()) ? shortest.toBigInteger().toString() : general(shortest);
    }

    /** A number as it is printed by tools that hold whole ones as floats too: {@code 1e+06}. */
    static String printFloat(JsonNode number) {
        return general(fewestDigits(number.doubleValue()));
    }

    /** A 64-bit float with the fewest digits that tell it apart, as Go and C print it: {@code 1e+06}. */
    static String printFloat(double value) {
        String sign = value == 0 && Math.copySign(1, value) < 0 ? "-" : "";
        return sign + general(fewestDigits(value));
    }

    /** A 64-bit float with the fewest digits that tell it apart, without exponent. */
    static String printDecimal(double value) {
        String sign = value == 0 && Math.copySign(1, value) < 0 ? "-" : "";
        BigDecimal shortest = fewestDigits(value);
        return sign + (value == 0 ? "0" : shortest.stripTrailingZeros().toPlainString());
    }

    /** A number that is a key: those tools print it as it is when it is an integer, and as a 32-bit float otherwise. */
    static String printKey(JsonNode number) {
        float value = number.floatValue();
        if (number.isIntegralNumber()) {
            return number.asText();
        }
        if (value == 0 || Float.isInfinite(value)) {
            return (Math.copySign(1, value) < 0 ? "-" : "") + (value == 0 ? "0" : ".inf");
        }
        return general(fewestDigits(new BigDecimal(value), rounded -> rounded.floatValue() == value));
    }

    /** A number as Go prints it in JSON: with an exponent from 1e+21 and 1e-7 on. */
    static String printJson(double value) {
        BigDecimal shortest = fewestDigits(value);
        int exponent = exponent(shortest);
        boolean plain = value == 0 || exponent >= -6 && exponent < 21;
        String sign = value == 0 && Math.copySign(1, value) < 0 ? "-" : "";
        return plain ? sign + shortest.stripTrailingZeros().toPlainString()
                : scientific(shortest) + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
    }

    /** With an exponent from 1e+06 and 1e-05 on, as C and Go print it. */
    private static String general(BigDecimal number) {
        int exponent = exponent(number);
        return exponent >= -4 && exponent < 6 ? number.stripTrailingZeros().toPlainString()
                : scientific(number) + String.format("e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
    }

    private static int exponent(BigDecimal number) {
        return number.precision() - number.scale() - 1;
    }

    /** One digit, and a fraction if there is one. */
    private static String scientific(BigDecimal number) {
        String digits = number.unscaledValue().abs().toString().replaceFirst("0+$", "");
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        return (number.signum() < 0 ? "-" : "") + digits.charAt(0) + fraction;
    }

    private static BigDecimal fewestDigits(double value) {
        return fewestDigits(new BigDecimal(value), rounded -> rounded.doubleValue() == value);
    }

    /** The nearest of the shortest decimals that mean the same; next to powers of two it is not the rounded one. */
    private static BigDecimal fewestDigits(BigDecimal exact, Predicate<BigDecimal> isSame) {
        for (int digits = 1;; digits++) {
            for (RoundingMode mode : new RoundingMode[] {RoundingMode.HALF_EVEN, RoundingMode.DOWN, RoundingMode.UP}) {
                BigDecimal rounded = exact.round(new MathContext(digits, mode));
                if (isSame.test(rounded)) {
                    return rounded;
                }
            }
        }
    }

    /** Whether 64 bits hold it, with a sign when there is one. */
    static boolean fitsInteger(BigInteger value) {
        return value.signum() < 0 ? value.bitLength() < 64 : value.bitLength() <= 64;
    }
}
