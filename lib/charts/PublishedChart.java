/**
 * A version of a chart that a repository has.
 *
 * @param location where its archive is, as the repository says: a URL, or a path seen from the repository's own
 * @param sha256 of its archive, in lower-case hex, as the repository says; empty when it does not
 */
record PublishedChart(String name, String version, String location, String sha256) {
    @Override
    public String toString() {
        return name + " " + version;
    }
}
