import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The terminal that people look at while a script works. */
final class Terminal {
    private static final Size USUAL = new Size(24, 80);
    private static final Path ERRORS = Path.of("/proc/self/fd/2");
    private static final int SECONDS_TO_ANSWER = 2;

    private Terminal() {}

    /** How much it shows. */
    record Size(int rows, int columns) {}

    /** Whether standard error is one, and obeys control sequences. */
    static boolean isThere() {
        java.io.Console console = System.console();
        return console != null && isTerminal(console) && !"dumb".equals(System.getenv("TERM")) && showsErrors();
    }

    /** As it is now: people resize their windows. */
    static Size size() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty")).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean ended = stty.waitFor(SECONDS_TO_ANSWER, TimeUnit.SECONDS);
            return ended && answer.matches("[1-9]\\d{0,4} [1-9]\\d{0,4}") ? size(answer.split(" ")) : USUAL;
        } catch (IOException e) {
            return USUAL;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL;
        }
    }

    private static Size size(String... numbers) {
        return new Size(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    }

    /** Since Java 22 there may be a console without a terminal, which says so itself. */
    private static boolean isTerminal(java.io.Console console) {
        try {
            return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private static boolean showsErrors() {
        try {
            String file = Files.readSymbolicLink(ERRORS).toString();
            return file.startsWith("/dev/") && !file.equals("/dev/null");
        } catch (IOException | UnsupportedOperationException e) {
            return !Files.exists(ERRORS.getParent());
        }
    }
}
