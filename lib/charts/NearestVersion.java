//SOURCES ../Failure.java
//SOURCES ../helm/Chart.java
//SOURCES ../image/SemanticVersion.java
//SOURCES ../tools/Run.java
//SOURCES ChartRepository.java

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds what somebody may have in place of a version that does not exist. */
final class NearestVersion {
    private static final int MOST_SHOWN = 12;

    private NearestVersion() {}

    private record Candidate(String text, SemanticVersion version) {
        long distance(SemanticVersion to, int number) {
            return Math.abs(number == 0 ? version.major() - to.major()
                    : number == 1 ? version.minor() - to.minor() : version.patch() - to.patch());
        }
    }

    /**
     * What to tell who asks for a version that a repository does not have.
     *
     * @param url of the repository, for people
     * @param remedy what to do
     */
    static Failure failure(String url, Chart.Dependency wanted, ChartRepository repository, String remedy) {
        List<String> versions = repository.versions(wanted.name()).stream().map(PublishedChart::version).toList();
        return new Failure("the chart repository " + Run.withoutPasswords(url) + " has no " + wanted,
                versions.isEmpty() ? "It has no chart of that name."
                        : advice(wanted.version(), versions) + " " + remedy);
    }

    private static String advice(String wanted, List<String> versions) {
        String nearest = of(wanted, versions).map(version -> "The nearest is " + version + ".\n").orElse("");
        return nearest + (versions.size() > MOST_SHOWN ? "It has " + versions.size() + " versions."
                : "It has " + String.join(", ", versions) + ".");
    }

    /** The version whose first number differs least, of these the one with the second, and so on. */
    static Optional<String> of(String wanted, List<String> versions) {
        return version(wanted).flatMap(to -> versions.stream()
                .flatMap(text -> version(text).map(version -> new Candidate(text, version)).stream())
                .min(Comparator.comparingLong((Candidate one) -> one.distance(to, 0))
                        .thenComparingLong(one -> one.distance(to, 1)).thenComparingLong(one -> one.distance(to, 2))
                        .thenComparing(Candidate::version, Comparator.reverseOrder())).map(Candidate::text));
    }

    private static Optional<SemanticVersion> version(String text) {
        return SemanticVersion.parse(text.replaceFirst("^v", "").replaceFirst("\\+.*", ""));
    }
}
