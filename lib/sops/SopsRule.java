//SOURCES SopsScope.java

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How files are encrypted: a creation rule of {@code .sops.yaml}.
 *
 * @param place where the rule stands, for messages
 * @param pathRegex what it is for; empty for all files
 * @param recipients age recipients
 * @param otherReaders who else than these can decrypt these files, as {@link SopsMetadata#readers} names them
 * @param scope which values are encrypted; empty when the rule does not say it
 */
record SopsRule(String place, String pathRegex, List<String> recipients, List<String> otherReaders,
        Optional<SopsScope> scope, boolean macOnlyEncrypted) {

    /** All who can decrypt these files. */
    Set<String> readers() {
        return Stream.concat(recipients.stream(), otherReaders.stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether it names files, and is not for what no other rule is for. */
    boolean namesFiles() {
        return !pathRegex.isEmpty();
    }
}
