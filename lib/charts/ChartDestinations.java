//SOURCES ../Common.java
//SOURCES ../registry/RegistryOptions.java
//SOURCES ChartRepositories.java
//SOURCES DirectoryDestination.java
//SOURCES MuseumDestination.java
//SOURCES OciDestination.java
//SOURCES S3Destination.java

/** Finds out which kind of place a chart is to be published to. */
final class ChartDestinations {
    private static final String KINDS = "Write oci://REGISTRY/PATH, https://…/api/charts of a ChartMuseum,"
            + " s3://BUCKET/PREFIX,\nor a directory.";

    private ChartDestinations() {}

    static ChartDestination of(String to, RegistryOptions registries, Common common) {
        if (to.startsWith(OciRepository.SCHEME)) {
            return new OciDestination(to.replaceFirst("/+$", ""), registries, registries.open(common));
        }
        if (to.startsWith(S3Place.SCHEME)) {
            return S3Destination.open(to, common);
        }
        if (MuseumDestination.isApi(to)) {
            return MuseumDestination.of(to, common,
                    new ChartRepositories(common, common.tools().find(PinnedTool.HELM)));
        }
        if (to.contains("://") && !to.startsWith("file://")) {
            throw Failure.usage("charts cannot be published to " + Run.withoutPasswords(to), KINDS);
        }
        return new DirectoryDestination(common.path(to.replaceFirst("^file://", "")), common.console);
    }
}
