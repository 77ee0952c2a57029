//SOURCES ../tools/CommandWords.java

import java.util.List;

/**
 * What a function is: an image, or a program with its arguments.
 *
 * @param name for people, and for an image what locks know it by
 * @param command empty for an image
 */
record FunctionProgram(String name, List<String> command) {
    private static final String CATALOG = "ghcr.io/kptdev/krm-functions-catalog/";

    /** @param image its name; without a host or path it is one of kpt's catalog */
    static FunctionProgram image(String image) {
        return new FunctionProgram(image.contains("/") ? image : CATALOG + image, List.of());
    }

    /** @param words a program and its arguments; those in quotes stay together */
    static FunctionProgram program(String words) {
        return new FunctionProgram(words, CommandWords.of(words));
    }

    boolean isImage() {
        return command.isEmpty();
    }
}
