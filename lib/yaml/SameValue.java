//SOURCES Json.java

import com.fasterxml.jackson.databind.JsonNode;

/** Whether two values are the same, however their numbers are held. */
final class SameValue {
    private SameValue() {}

    static boolean equal(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return a.decimalValue().compareTo(b.decimalValue()) == 0;
        }
        return a.equals((x, y) -> x.isNumber() && y.isNumber() && x.decimalValue().compareTo(y.decimalValue()) == 0
                || x.equals(y) ? 0 : 1, b);
    }
}
