//SOURCES ImageOrigin.java

import java.util.List;

/**
 * What stands in place of an image.
 *
 * @param url the image to use
 * @param origins where it came from, as kbld writes it
 */
record PinnedImage(String url, List<ImageOrigin> origins) {}
