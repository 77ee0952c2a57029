//SOURCES RandomSecrets.java

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Random documents: what one encrypts, the other one reads, and both find the same in it. */
@InSandbox
class SopsPropertyTest {
    private static final int DOCUMENTS = 40;

    @Test
    void sops_reads_what_we_encrypt_as_what_it_encrypts_itself(Sandbox sandbox) {
        RealSops sops = new RealSops(sandbox);
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            String plain = RandomSecrets.yaml(seed);
            String ours = ours(plain, sops);
            assertEquals(normal(sops.decrypt("yaml", sops.encrypt("yaml", plain))),
                    normal(sops.decrypt("yaml", ours)), "seed " + seed + "\n" + plain);
        }
    }

    @Test
    void we_read_what_sops_encrypts_as_it_does(Sandbox sandbox) {
        RealSops sops = new RealSops(sandbox);
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            String plain = RandomSecrets.yaml(seed);
            String theirs = sops.encrypt("yaml", plain);
            assertEquals(normal(sops.decrypt("yaml", theirs)),
                    normal(SopsFile.yaml("x", theirs).decrypt(sops.keys).text()), "seed " + seed + "\n" + plain);
        }
    }

    @Test
    void encrypting_again_what_has_not_changed_changes_nothing(Sandbox sandbox) {
        RealSops sops = new RealSops(sandbox);
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            String theirs = sops.encrypt("yaml", RandomSecrets.yaml(seed));
            OpenedSopsFile open = SopsFile.yaml("x", theirs).decrypt(sops.keys);
            assertEquals(theirs, open.encryptAgain(open.text()), "seed " + seed);
        }
    }

    private static String ours(String plain, RealSops sops) {
        return new String(SopsFile.yaml("x", plain).encrypt(List.of(sops.key.recipient()),
                Optional.of(SopsScope.DEFAULT), false, SopsIndent.DEFAULT), StandardCharsets.UTF_8);
    }

    /** All values in their order, and then the comments, which may stand at either end of what they are about. */
    private static String normal(String text) {
        List<String> comments = new ArrayList<>();
        String values = SopsYamlReader.read("x", text).stream().map(document -> {
            SopsTree.map(document, SopsScope.Test.ALL, (value, place, inScope) -> {
                if (value instanceof SopsNode.Comment comment) {
                    comments.add(comment.text());
                }
                return value;
            });
            return SopsYamlWriter.write(List.of((SopsNode.Mapping) withoutComments(document)), SopsYamlWriter.INDENT);
        }).collect(Collectors.joining("---\n"));
        return values + comments.stream().sorted().toList();
    }

    private static SopsNode withoutComments(SopsNode value) {
        if (value instanceof SopsNode.Mapping mapping) {
            return new SopsNode.Mapping(mapping.entries().stream().filter(entry -> entry.key() != null)
                    .map(entry -> new SopsNode.Entry(entry.key(), withoutComments(entry.value()))).toList());
        }
        if (value instanceof SopsNode.Sequence list) {
            return new SopsNode.Sequence(list.items().stream().filter(item -> !(item instanceof SopsNode.Comment))
                    .map(SopsPropertyTest::withoutComments).toList());
        }
        return value;
    }
}
