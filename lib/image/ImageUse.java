//SOURCES ../yaml/Yaml.java

/**
 * A resource that names an image, for people.
 *
 * @param resource its kind, name and namespace
 * @param place where it was read from
 */
record ImageUse(String resource, Yaml.Place place) {}
