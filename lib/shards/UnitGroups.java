import java.util.HashMap;
import java.util.Map;

/** What has to be in one shard. A group is called as the first of its members by name. */
final class UnitGroups {
    private final Map<String, String> parents = new HashMap<>();

    /** Puts two into one group; says whether they were in different ones. */
    boolean join(String one, String other) {
        String first = of(one);
        String second = of(other);
        if (first.equals(second)) {
            return false;
        }
        boolean isInOrder = first.compareTo(second) < 0;
        parents.put(isInOrder ? second : first, isInOrder ? first : second);
        return true;
    }

    boolean isJoined(String one, String other) {
        return of(one).equals(of(other));
    }

    String of(String member) {
        String at = member;
        while (parents.containsKey(at)) {
            at = parents.get(at);
        }
        return at;
    }
}
