/**
 * How far a resource is.
 *
 * @param message what it waits for, or why it failed; may be empty
 */
record Verdict(State state, String message) {

    enum State { DONE, ONGOING, FAILED }

    static Verdict done(String message) {
        return new Verdict(State.DONE, message);
    }

    static Verdict ongoing(String message) {
        return new Verdict(State.ONGOING, message);
    }

    static Verdict failed(String message) {
        return new Verdict(State.FAILED, message);
    }
}
