import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** This process, as others are told about it. */
final class OwnProcess {
    private static final String UNKNOWN = "";

    private OwnProcess() {}

    /** For people: {@code alice@laptop (process 4711)}. */
    static String title() {
        return System.getProperty("user.name") + "@" + host() + " (process " + ProcessHandle.current().pid() + ")";
    }

    /**
     * What {@link #isGone} recognizes this process by: the start of the system, who may see which processes, and the
     * process and its start. Empty where the system does not tell.
     */
    static String mark() {
        String where = where();
        return where.equals(UNKNOWN) ? UNKNOWN
                : where + "/" + ProcessHandle.current().pid() + "/" + start(ProcessHandle.current());
    }

    /** Whether a mark is surely the one of a process of this machine that has ended. */
    static boolean isGone(String mark) {
        String where = where();
        if (where.equals(UNKNOWN) || !mark.startsWith(where + "/")) {
            return false;
        }
        String[] process = mark.substring(where.length() + 1).split("/");
        return process.length == 2 && process[0].matches("\\d{1,18}") && process[1].matches("\\d{1,18}")
                && ProcessHandle.of(Long.parseLong(process[0]))
                        .filter(other -> other.isAlive() && start(other) == Long.parseLong(process[1])).isEmpty();
    }

    /** Process numbers mean the same only in one run of a system, one container of it, and for one user. */
    private static String where() {
        try {
            String namespace = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString().replaceAll("\\D", "");
            return read("/proc/sys/kernel/random/boot_id") + "/" + namespace + "/" + System.getProperty("user.name");
        } catch (IOException | UnsupportedOperationException e) {
            return UNKNOWN;
        }
    }

    private static long start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static String host() {
        try {
            return read("/proc/sys/kernel/hostname");
        } catch (IOException e) {
            String name = System.getenv("COMPUTERNAME") == null ? System.getenv("HOSTNAME")
                    : System.getenv("COMPUTERNAME");
            return name == null ? "this machine" : name;
        }
    }

    private static String read(String file) throws IOException {
        return Files.readString(Path.of(file)).strip();
    }
}
