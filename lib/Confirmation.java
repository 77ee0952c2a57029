//SOURCES Failure.java

/** Asks people whether to go on. */
final class Confirmation {
    private Confirmation() {}

    /**
     * @param given whether they have said so already
     * @throws Failure when they do not want to, or when there is nobody to ask
     */
    static void require(boolean given, String question) {
        if (given) {
            return;
        }
        java.io.Console terminal = System.console();
        if (terminal == null) {
            throw new Failure("there is no terminal to ask on whether to go on", "Add --yes to go on without asking.");
        }
        String answer = terminal.readLine("%n%s [y/N]: ", question);
        if (answer == null || !answer.strip().toLowerCase(java.util.Locale.ROOT).matches("y|yes")) {
            throw new Failure("stopped as you wished", "Nothing was changed.");
        }
    }
}
