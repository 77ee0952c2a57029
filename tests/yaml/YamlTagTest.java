import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Explicit tags. */
class YamlTagTest {
    @Test
    void a_tag_says_what_a_scalar_is() {
        assertEquals("a: \"1\"\n", rewritten("a: !!str 1"));
        assertEquals("a: \"null\"\n", rewritten("a: !!str null"));
        assertEquals("a: \"\"\n", rewritten("a: !!str"));
        assertEquals("a: 100\n", rewritten("a: !!float 1e2"));
        assertEquals("a: 5\n", rewritten("a: !!int 5"));
        assertEquals("a: true\n", rewritten("a: !!bool yes"));
        assertEquals("a: \"2020-01-02\"\n", rewritten("a: !!timestamp 2020-01-02"));
    }

    @Test
    void a_lone_exclamation_mark_says_text() {
        assertEquals("a: \"12\"\nb: \"true\"\n", rewritten("a: ! 12\nb: ! true"));
    }

    @Test
    void long_tags_and_tag_directives_say_the_same() {
        assertEquals("a: \"3\"\n", rewritten("a: !<tag:yaml.org,2002:str> 3"));
        assertEquals("a: \"3\"\n", rewritten("%TAG !y! tag:yaml.org,2002:\n---\na: !y!str 3"));
    }

    @Test
    void tags_of_others_do_not_change_the_value() {
        assertEquals("a: bar\nb:\n- 1\n", rewritten("a: !Ref bar\nb: !List [1]"));
    }

    @Test
    void binary_is_decoded() {
        assertEquals("a: grüß\n", rewritten("a: !!binary Z3LDvMOf"));
    }

    @Test
    void keys_are_scalars() {
        Failure failure = assertThrows(Failure.class, () -> rewritten("a: 1\n? [b, c]\n: 2\n"));
        assertEquals("values.yaml, line 2: a key is a list or a mapping; Kubernetes takes only text",
                failure.getMessage());
        failure = assertThrows(Failure.class, () -> rewritten("~: 1"));
        assertEquals("values.yaml, line 1: a key is null; write it in quotes", failure.getMessage());
    }

    private static String rewritten(String text) {
        return Yaml.write(Yaml.read("values.yaml", text).get(0).content());
    }
}
