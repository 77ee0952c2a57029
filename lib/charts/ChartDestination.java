//SOURCES ../Failure.java
//SOURCES ChartPackage.java

/** Where charts are published. */
interface ChartDestination {
    /**
     * Publishes a chart.
     *
     * @param force whether a version that is there may be replaced
     * @return where it is now, for people
     */
    String publish(ChartPackage chart, boolean force);

    /** The URL by which umbrella charts name it. */
    String repository();

    /** What stops a chart from being published. */
    static Failure exists(ChartPackage chart, String place) {
        return new Failure(place + " has " + chart + " already",
                "Publish it under another version; --force replaces it for everybody who uses it.");
    }
}
