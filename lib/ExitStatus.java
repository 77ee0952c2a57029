/** What a script's exit status says. */
final class ExitStatus {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    /** A check that was asked for found something. */
    static final int FOUND = 3;

    private ExitStatus() {}
}
