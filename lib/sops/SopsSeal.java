//SOURCES ../Failure.java
//SOURCES ../yaml/Yaml.java
//SOURCES SopsFile.java

import java.util.List;

/**
 * What an encrypted document holds that has to stay as it is: once that is another, nothing can decrypt it any more.
 *
 * @param bound the encrypted values with their places, and the others that the checksum covers
 */
record SopsSeal(List<String> bound) {
    static SopsSeal of(String name, String text) {
        return new SopsSeal(SopsFile.yaml(name, text).bound());
    }

    /** Which documents were encrypted together: their checksum; empty for one that is not encrypted. */
    static String checksum(Yaml.Document document) {
        return document.content().path(SopsMetadata.KEY).path("mac").asText();
    }

    /** @param by what has changed the document */
    static Failure broken(String by, Yaml.Document document) {
        String kind = document.content().path("kind").asText();
        String name = document.content().path("metadata").path("name").asText();
        return new Failure(document.place() + ": " + by + " has changed " + kind + " " + name
                + ", which is encrypted: nothing could decrypt it any more",
                "Have it left out. With mac_only_encrypted: true in the rule of .sops.yaml that it is encrypted by,\n"
                        + "what is not encrypted can be changed, such as labels.");
    }
}
