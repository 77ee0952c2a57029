//SOURCES BuildTools.java
//SOURCES ImageBuild.java

/** Builds an image with some tool, and pushes it if it has a destination. */
interface ImageBuilder {

    /**
     * @param tools run for this image
     * @return the image for manifests to use: the destination at the digest that the push has given it, or a local name
     * @throws Failure that names the image, with the last lines of the tool that failed
     */
    String build(ImageBuild build, BuildTools tools);
}
