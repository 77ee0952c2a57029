//SOURCES ../Failure.java
//SOURCES ../yaml/Json.java
//SOURCES SemverRange.java

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Which of a repository's tags an override uses: {@code tagSelection} in kbld's configuration. */
@JsonInclude(Include.NON_NULL)
record TagSelection(Semver semver) {

    /**
     * The tag with the highest version.
     *
     * @param constraints what versions have to fit; null for all
     * @param prereleases which of them count; null for none
     */
    @JsonInclude(Include.NON_NULL)
    record Semver(String constraints, Prereleases prereleases) {
        private SemverRange range() {
            return SemverRange.parse(Objects.requireNonNullElse(constraints, ""));
        }

        private boolean admits(SemanticVersion version) {
            return version.isRelease() || prereleases != null && prereleases.admit(version);
        }
    }

    /** @param identifiers of which a prerelease has one, such as {@code rc}; empty for all prereleases */
    @JsonInclude(Include.NON_EMPTY)
    record Prereleases(List<String> identifiers) {
        Prereleases {
            identifiers = Objects.requireNonNullElse(identifiers, List.of());
        }

        private boolean admit(SemanticVersion version) {
            return identifiers.isEmpty() || version.prerelease().stream().anyMatch(identifiers::contains);
        }
    }

    private record Candidate(String tag, SemanticVersion version) {}

    /**
     * The tag to use; of equal versions the last, as for kbld. Tags that are no versions are left out.
     *
     * @return empty when none fits
     */
    Optional<String> select(List<String> tags) {
        SemverRange range = semver.range();
        return tags.stream().flatMap(tag -> version(tag).map(version -> new Candidate(tag, version)).stream())
                .filter(candidate -> semver.admits(candidate.version) && range.contains(candidate.version))
                .reduce((best, next) -> next.version.compareTo(best.version) >= 0 ? next : best)
                .map(Candidate::tag);
    }

    /** The version that a tag names, with or without a leading {@code v}. */
    static Optional<SemanticVersion> version(String tag) {
        return SemanticVersion.parse(tag.startsWith("v") ? tag.substring(1) : tag);
    }

    /** @throws Failure when it says too little, or its constraints make no sense */
    void check() {
        if (semver == null) {
            throw new Failure("this tagSelection has no semver", "Write {semver: {}} for the highest version.");
        }
        semver.range();
    }

    /** What fits, for people. */
    String wanted() {
        String versions = semver.constraints == null || semver.constraints.isEmpty() ? "a version"
                : "a version in " + semver.constraints;
        if (semver.prereleases == null) {
            return versions + ", without prereleases";
        }
        return semver.prereleases.identifiers.isEmpty() ? versions
                : versions + ", or a prerelease with " + String.join(" or ", semver.prereleases.identifiers);
    }
}
