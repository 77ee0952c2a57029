//SOURCES ../Failure.java
//SOURCES ../image/ImageReference.java
//SOURCES ../yaml/Json.java
//SOURCES RegistryBatch.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Answers questions about images. Each question is asked once, however often it is put; threads may share it. */
interface Registry {

    /**
     * What a tag stands for now.
     *
     * @param image with a tag, or without for {@code latest}
     * @return {@code sha256:…} of its manifest or index
     * @throws Failure that names the image, and says whether it is unknown, forbidden or the registry is out of reach
     */
    String digest(ImageReference image);

    /** All tags of an image's repository, in the order that the registry lists them; fails as {@link #digest}. */
    List<String> tags(ImageReference repository);

    /** Whether the registry holds an image by its digest; fails only when the registry gives no answer. */
    boolean holds(ImageReference pinned);

    /** Whether the registry has something of that tag; fails only when it gives no answer, or refuses one. */
    boolean knows(ImageReference image);

    /** The manifest or index that a tag or digest stands for; fails as {@link #digest}. */
    JsonNode manifest(ImageReference image);

    /** The bytes of a digest that a manifest names, such as those of a layer; fails as {@link #digest}. */
    byte[] content(ImageReference pinned);

    /**
     * Puts a question for each of many things, several at a time: {@code askAll(images, registry::digest)}.
     *
     * @return the answers, in the order of the questions
     * @throws Failure that tells of all questions that failed
     */
    default <Q, A> Map<Q, A> askAll(Collection<Q> questions, Function<Q, A> ask) {
        return RegistryBatch.ask(questions, ask);
    }
}
