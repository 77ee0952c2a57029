//SOURCES ../Failure.java
//SOURCES SopsDotenv.java
//SOURCES SopsIndent.java
//SOURCES SopsJson.java
//SOURCES SopsNode.java
//SOURCES SopsYamlReader.java
//SOURCES SopsYamlWriter.java

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The kinds of files that sops encrypts, by the ends of their names. */
enum SopsFormat {
    YAML {
        @Override
        List<SopsNode.Mapping> read(String name, byte[] content) {
            return SopsYamlReader.read(name, utf8(name, content));
        }

        @Override
        byte[] write(List<SopsNode.Mapping> documents, SopsIndent indent) {
            return SopsYamlWriter.write(documents, indent.yaml()).getBytes(StandardCharsets.UTF_8);
        }
    },

    JSON {
        @Override
        List<SopsNode.Mapping> read(String name, byte[] content) {
            return List.of(SopsJson.read(name, utf8(name, content)));
        }

        @Override
        byte[] write(List<SopsNode.Mapping> documents, SopsIndent indent) {
            return SopsJson.write(documents.get(0), indent.json()).getBytes(StandardCharsets.UTF_8);
        }
    },

    DOTENV {
        @Override
        List<SopsNode.Mapping> read(String name, byte[] content) {
            return List.of(SopsDotenv.read(name, utf8(name, content)));
        }

        @Override
        byte[] write(List<SopsNode.Mapping> documents, SopsIndent indent) {
            return SopsDotenv.write(documents.get(0)).getBytes(StandardCharsets.UTF_8);
        }
    },

    /** Any bytes; encrypted, they are a value in JSON. */
    BINARY {
        @Override
        List<SopsNode.Mapping> read(String name, byte[] content) {
            boolean mayBeSealed = content.length > 0 && content[0] == '{';
            if (mayBeSealed && new String(content, StandardCharsets.UTF_8).contains("\"sops\"")) {
                SopsNode.Mapping document = SopsJson.read(name, utf8(name, content));
                if (document.get("sops").isPresent() && document.get("data").isPresent()) {
                    return List.of(document);
                }
            }
            List<SopsNode.Entry> entries = new ArrayList<>();
            entries.add(new SopsNode.Entry("data", new SopsNode.Scalar(SopsNode.Kind.STRING, content)));
            return List.of(new SopsNode.Mapping(entries));
        }

        @Override
        byte[] write(List<SopsNode.Mapping> documents, SopsIndent indent) {
            SopsNode.Mapping document = documents.get(0);
            return document.get("sops").isPresent() ? JSON.write(documents, indent)
                    : ((SopsNode.Scalar) document.get("data").orElseThrow()).bytes();
        }
    };

    /** The format of a file. */
    static SopsFormat of(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return YAML;
        }
        return name.endsWith(".json") ? JSON : name.endsWith(".env") ? DOTENV : BINARY;
    }

    /** Documents with the metadata of sops, if there is some, under the key {@code sops}. */
    abstract List<SopsNode.Mapping> read(String name, byte[] content);

    abstract byte[] write(List<SopsNode.Mapping> documents, SopsIndent indent);

    private static String utf8(String name, byte[] content) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
        } catch (CharacterCodingException e) {
            throw new Failure(name + " is not UTF-8 text");
        }
    }
}
