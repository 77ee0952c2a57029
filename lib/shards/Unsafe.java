/** Why an umbrella is rendered as one: what it has cannot be shown to be the same in parts. */
final class Unsafe extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param reason a clause for people */
    Unsafe(String reason) {
        super(reason, null, false, false);
    }
}
