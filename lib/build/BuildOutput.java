//SOURCES ../Console.java
//SOURCES ../tools/Run.java

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Shows what builds print while several run at once: each line behind its image's name, and last what is under way. */
final class BuildOutput {
    private static final int LAST_LINES = 20;
    /** Values for a build, of which some are secret. */
    private static final Pattern ARGUMENT = Pattern.compile("((?:--build-arg|--env|-e)[ =]\\w+=)\\S+");

    private final Console console;
    private final boolean debug;
    private final int width;
    private final Map<String, String> underWay = new LinkedHashMap<>();

    /** @param debug whether commands are shown, too */
    BuildOutput(Collection<String> images, Console console, boolean debug) {
        this.console = console;
        this.debug = debug;
        this.width = images.stream().mapToInt(String::length).max().orElse(0);
    }

    Log of(String image) {
        return new Log(image);
    }

    private synchronized void now(String image, String step) {
        if (step.isEmpty()) {
            underWay.remove(image);
        } else {
            underWay.put(image, step);
        }
        showProgress();
    }

    private synchronized void show(String image, String line) {
        console.info(console.dim(image + " ".repeat(width - image.length()) + " |") + " " + line);
        showProgress();
    }

    private void showProgress() {
        if (underWay.isEmpty()) {
            console.clearProgress();
        } else {
            console.progress(underWay.entrySet().stream().map(entry -> entry.getValue() + " " + entry.getKey())
                    .collect(Collectors.joining(", ")));
        }
    }

    /** What the tools print that build one image. */
    final class Log implements AutoCloseable {
        private final String image;
        private final Deque<String> last = new ArrayDeque<>();
        private volatile boolean quiet;

        private Log(String image) {
            this.image = image;
        }

        /**
         * The next tool begins.
         *
         * @param quiet whether its lines are kept back unless it fails
         */
        void begin(String step, boolean quiet, String command, List<String> arguments) {
            synchronized (last) {
                last.clear();
            }
            this.quiet = quiet && !debug;
            debug(command, arguments);
            now(image, step);
        }

        void debug(String command, List<String> arguments) {
            if (debug) {
                String line = "$ " + command + " " + String.join(" ", arguments);
                show(image, ARGUMENT.matcher(Run.withoutPasswords(line)).replaceAll("$1***"));
            }
        }

        /** A line of a tool; empty ones are left out. */
        void line(String line) {
            String text = Run.withoutPasswords(line.stripTrailing());
            if (text.isEmpty()) {
                return;
            }
            synchronized (last) {
                last.add(text);
                if (last.size() > LAST_LINES) {
                    last.remove();
                }
            }
            if (!quiet) {
                show(image, text);
            }
        }

        String lastLines() {
            synchronized (last) {
                return String.join("\n", last);
            }
        }

        @Override
        public void close() {
            now(image, "");
        }
    }
}
