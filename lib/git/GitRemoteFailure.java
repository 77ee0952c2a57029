//SOURCES ../Failure.java
//SOURCES ../tools/Run.java

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what went wrong with a remote repository, in words for people. */
final class GitRemoteFailure {
    private GitRemoteFailure() {}

    /**
     * @param what was tried, with a space at its end
     * @param url of the repository, without credentials
     */
    static Failure of(String what, String url, Exception e) {
        String reasons = Stream.iterate((Throwable) e, cause -> cause != null, Throwable::getCause)
                .map(cause -> String.valueOf(cause.getMessage())).collect(Collectors.joining("\n"));
        if (reasons.contains("not authorized") || reasons.contains("uthentication")) {
            return new Failure(what + url + ": it does not accept the credentials, or there are none",
                    "Check what git credential fill answers for it, or use an ssh URL.");
        }
        if (reasons.contains("not permitted")) {
            return new Failure(what + url + ": you may not", "Ask for the right to push, or use another account.");
        }
        Throwable root = Stream.iterate((Throwable) e, cause -> cause != null, Throwable::getCause)
                .reduce((first, last) -> last).get();
        String reason = Run.withoutPasswords(String.valueOf(root.getMessage())).replace(url + ": ", "").strip();
        return new Failure(what + url + ": " + reason);
    }
}
