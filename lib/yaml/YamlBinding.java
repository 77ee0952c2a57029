//SOURCES ../Failure.java
//SOURCES ../Nearest.java
//SOURCES Json.java
//SOURCES Yaml.java

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes records of documents, and clear failures of what does not fit. */
final class YamlBinding {
    private YamlBinding() {}

    /** @throws Failure naming the line of a key that the record does not have, or of a value of another type */
    static <T> T bind(Yaml.Document document, Class<T> type) {
        try {
            return Json.MAPPER.treeToValue(document.content(), type);
        } catch (UnrecognizedPropertyException e) {
            throw unknownKey(document, e);
        } catch (MismatchedInputException e) {
            List<Object> path = path(e);
            String value = path.isEmpty() ? "this"
                    : path.stream().map(Object::toString).collect(Collectors.joining("."));
            throw new Failure(document.place(path) + ": " + value + " must be " + expected(e.getTargetType()));
        } catch (JsonProcessingException e) {
            if (e.getCause() instanceof Failure refused) {
                throw new Failure(document.place(path(e)) + ": " + refused.getMessage(), refused.advice());
            }
            throw new Failure(document.place() + ": " + e.getOriginalMessage());
        }
    }

    private static Failure unknownKey(Yaml.Document document, UnrecognizedPropertyException e) {
        Collection<Object> known = e.getKnownPropertyIds();
        String keys = known.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
        return new Failure(document.place(path(e)) + ": unknown key " + e.getPropertyName(),
                Nearest.of(e.getPropertyName(), known).map(near -> "Did you mean " + near + "?")
                        .orElse("Known are: " + keys));
    }

    private static List<Object> path(JsonProcessingException problem) {
        List<Object> path = new ArrayList<>();
        if (problem instanceof JsonMappingException e) {
            e.getPath().forEach(step -> path.add(step.getFieldName() != null ? step.getFieldName() : step.getIndex()));
        }
        return path;
    }

    private static String expected(Class<?> type) {
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (type == String.class) {
            return "text";
        }
        if (Number.class.isAssignableFrom(type) || type == int.class) {
            return "a number";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        boolean mapping = type.isRecord() || Map.class.isAssignableFrom(type) || JsonNode.class.isAssignableFrom(type);
        return mapping ? "a mapping of keys to values" : "something else";
    }
}
