//SOURCES Chart.java

/**
 * The contents of a packaged chart.
 *
 * @param repository where it comes from, as {@code Chart.lock} says
 * @param sha256 of its archive, in hexadecimal digits
 */
record LockedChart(String name, String version, String repository, String sha256) {

    boolean isOf(Chart.Dependency dependency) {
        return dependency.name().equals(name) && dependency.version().equals(version)
                && dependency.repository().equals(repository);
    }
}
