//SOURCES SopsScope.java

import java.util.List;
import java.util.Optional;

/**
 * How files are encrypted: a creation rule of {@code .sops.yaml}.
 *
 * @param place where the rule stands, for messages
 * @param pathRegex what it is for; empty for all files
 * @param recipients age recipients
 * @param otherKeys names of what else than age can decrypt these files
 * @param scope which values are encrypted; empty when the rule does not say it
 */
record SopsRule(String place, String pathRegex, List<String> recipients, List<String> otherKeys,
        Optional<SopsScope> scope, boolean macOnlyEncrypted) {

    /** Whether it names files, and is not for what no other rule is for. */
    boolean namesFiles() {
        return !pathRegex.isEmpty();
    }
}
