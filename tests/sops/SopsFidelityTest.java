import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What we encrypt, the real sops decrypts, and the other way round; both write the same layout. */
@InSandbox
class SopsFidelityTest {
    private static final String SECRET = """
            # The database of the shop
            apiVersion: v1
            kind: Secret
            metadata:
              name: db   # as the chart expects it
              labels: {app: shop, "tier": 'backend'}
            stringData:
              # changed every month
              password: s3cret
              certificate: |
                first
                second
              port: "5432"
              empty: ""
              nothing:
              on: yes
              list:
              - a
              - [1, 2.50, true]
              - name: x
                # inside
                value: 1e3
            # the end
            """;
    private static final String VALUES = """
            port: 5432
            ratio: 1.50
            day: 2001-12-14
            old: 0755
            debug: true
            none: null
            big: 123456789012345678901234567890
            users_unencrypted: [ann, bob]
            nested: {deep: {deeper: [[[x]]]}}
            no: []
            nor: {}
            """;

    @Test
    void sops_decrypts_what_we_encrypt(Sandbox sandbox) {
        RealSops sops = new RealSops(sandbox);
        for (String plain : List.of(SECRET, VALUES, SECRET + "---\n" + VALUES)) {
            String theirs = sops.encrypt("yaml", plain);
            assertEquals(sops.decrypt("yaml", theirs), sops.decrypt("yaml", ours(plain, SopsScope.DEFAULT, sops)));
        }
    }

    @Test
    void we_decrypt_what_sops_encrypts(Sandbox sandbox) {
        RealSops sops = new RealSops(sandbox);
        for (String plain : List.of(SECRET, VALUES, SECRET + "---\n" + VALUES)) {
            String theirs = sops.encrypt("yaml", plain);
            assertEquals(sops.decrypt("yaml", theirs), asSops(SopsFile.yaml("x", theirs).decrypt(sops.keys).text()));
        }
    }

    @Test
    void encrypted_files_have_the_layout_of_sops(Sandbox sandbox) {
        RealSops sops = new RealSops(sandbox);
        for (String plain : List.of(SECRET, VALUES, SECRET + "---\n" + VALUES)) {
            assertEquals(layout(sops.encrypt("yaml", plain)), layout(ours(plain, SopsScope.DEFAULT, sops)));
        }
    }

    @Test
    void every_rule_for_what_is_encrypted_means_the_same(Sandbox sandbox) {
        RealSops sops = new RealSops(sandbox);
        String plain = SECRET.replace("# inside", "# inside: open").replace("# changed", "# open: changed");
        for (SopsScope scope : List.of(SopsScope.KUBERNETES_SECRET, new SopsScope("unencrypted_suffix", "name"),
                new SopsScope("encrypted_suffix", "word"), new SopsScope("unencrypted_regex", "^(meta|api|kind)"),
                new SopsScope("encrypted_comment_regex", "open"), new SopsScope("unencrypted_comment_regex", "open"))) {
            String theirs = sops.encrypt("yaml", plain, scope.rule() + ": " + scope.value());
            String ours = ours(plain, scope, sops);
            assertEquals(layout(theirs), layout(ours), scope.toString());
            assertEquals(sops.decrypt("yaml", theirs), sops.decrypt("yaml", ours), scope.toString());
            assertEquals(asSops(sops.decrypt("yaml", theirs)),
                    asSops(SopsFile.yaml("x", theirs).decrypt(sops.keys).text()), scope.toString());
        }
    }

    @Test
    void a_mac_over_encrypted_values_only_fits_both_ways(Sandbox sandbox) {
        RealSops sops = new RealSops(sandbox);
        SopsScope scope = SopsScope.KUBERNETES_SECRET;
        String theirs = sops.encrypt("yaml", SECRET, "mac_only_encrypted: true",
                "encrypted_regex: " + scope.value());
        String ours = encrypt(SECRET, Optional.of(scope), true, sops);
        assertEquals(layout(theirs), layout(ours));
        String other = theirs.replace("name: db", "name: other");
        assertEquals(sops.decrypt("yaml", other), SopsFile.yaml("x", other).decrypt(sops.keys).text());
        sops.decrypt("yaml", ours.replace("name: db", "name: other"));
    }

    @Test
    void json_keeps_its_form(Sandbox sandbox) {
        RealSops sops = new RealSops(sandbox);
        String plain = "{\"a\": 1, \"b\": [1, \"x\", {\"c\": null, \"d\": true}], \"e\": \"\", \"f\": 1.50, \"g\": 1e3,"
                + " \"h\": {}, \"i\": [], \"html\": \"<&>é\\u2028\\n\\\"\", \"big\": 12345678901234567890,"
                + " \"s_unencrypted\": \"<b>\", \"n_unencrypted\": 1e21}";
        String theirs = sops.encrypt("json", plain);
        String ours = new String(file("x.json", plain).encrypt(List.of(sops.key.recipient()),
                Optional.of(SopsScope.DEFAULT), false, SopsIndent.DEFAULT), StandardCharsets.UTF_8);
        assertEquals(layout(theirs), layout(ours));
        assertEquals(sops.decrypt("json", theirs), sops.decrypt("json", ours));
        assertEquals(sops.decrypt("json", theirs), file("x.json", theirs).decrypt(sops.keys).text());
    }

    @Test
    void dotenv_files_keep_their_form(Sandbox sandbox) {
        RealSops sops = new RealSops(sandbox);
        String plain = "# comment\nA=1\nB=two words\n\nC=\"quoted\"\nD=multi\\nline\nE=\n"
                + " export F=a=b\nG_unencrypted=x\n";
        String theirs = sops.encrypt("env", plain);
        String ours = new String(file("x.env", plain).encrypt(List.of(sops.key.recipient()),
                Optional.of(SopsScope.DEFAULT), false, SopsIndent.DEFAULT), StandardCharsets.UTF_8);
        assertEquals(layout(theirs), layout(ours));
        assertEquals(sops.decrypt("env", theirs), sops.decrypt("env", ours));
        assertEquals(sops.decrypt("env", theirs), file("x.env", theirs).decrypt(sops.keys).text());
    }

    @Test
    void binary_files_keep_every_byte(Sandbox sandbox) {
        RealSops sops = new RealSops(sandbox);
        byte[] plain = new byte[1000];
        new Random(1).nextBytes(plain);
        byte[] ours = SopsFile.read("x", SopsFormat.BINARY, plain)
                .encrypt(List.of(sops.key.recipient()), Optional.empty(), false, SopsIndent.DEFAULT);
        assertArrayEquals(plain, sops.decrypt("bin", ours));
        byte[] theirs = sops.encrypt("bin", plain);
        assertArrayEquals(plain, SopsFile.read("x", SopsFormat.BINARY, theirs).decrypt(sops.keys).content());
    }

    @Test
    void each_of_several_recipients_reads_it(Sandbox sandbox) {
        RealSops sops = new RealSops(sandbox);
        AgeKey other = AgeKey.create(sandbox, "other.txt");
        byte[] ours = SopsFile.yaml("x", SECRET).encrypt(List.of(other.recipient(), sops.key.recipient()),
                Optional.of(SopsScope.DEFAULT), false, SopsIndent.DEFAULT);
        sops.decrypt("yaml", ours);
        SopsFile file = SopsFile.read("x", SopsFormat.YAML, ours);
        AgeKeys keys = AgeKeys.of(List.of(other.secret()), "other");
        assertEquals(file.decrypt(sops.keys).text(), file.decrypt(keys).text());
        assertEquals(List.of(other.recipient(), sops.key.recipient()), file.recipients());
    }

    @Test
    void one_changed_value_changes_one_line_besides_time_and_mac(Sandbox sandbox) {
        RealSops sops = new RealSops(sandbox);
        String theirs = sops.encrypt("yaml", SECRET);
        OpenedSopsFile open = SopsFile.yaml("x", theirs).decrypt(sops.keys);
        String changed = open.encryptAgain(open.text().replace("s3cret", "changed"));
        List<String> before = theirs.lines().toList();
        List<String> after = changed.lines().toList();
        List<String> different = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            if (!before.get(i).equals(after.get(i))) {
                different.add(before.get(i).strip().replaceFirst(":.*", ""));
            }
        }
        assertTrue(List.of(List.of("password", "lastmodified", "mac"), List.of("password", "mac")).contains(different),
                different::toString);
        assertTrue(sops.decrypt("yaml", changed).contains("password: changed\n"));
        assertFalse(sops.decrypt("yaml", changed).contains("s3cret"));
    }

    private static String ours(String plain, SopsScope scope, RealSops sops) {
        return encrypt(plain, Optional.of(scope), false, sops);
    }

    private static String encrypt(String plain, Optional<SopsScope> scope, boolean macOnlyEncrypted, RealSops sops) {
        return new String(SopsFile.yaml("x", plain).encrypt(List.of(sops.key.recipient()), scope, macOnlyEncrypted,
                SopsIndent.DEFAULT), StandardCharsets.UTF_8);
    }

    private static SopsFile file(String name, String text) {
        return SopsFile.read(name, SopsFormat.of(name), text.getBytes(StandardCharsets.UTF_8));
    }

    /** sops puts an encrypted comment from behind a value before it. */
    private static String asSops(String text) {
        return text.replaceAll("(?m)^( *)(name: \\w+) (# as the .*)$", "$1$3\n$1$2");
    }

    /** Without what differs each time. */
    private static String layout(String encrypted) {
        return encrypted.replaceAll("ENC\\[AES256_GCM,data:[^,]*,iv:[^,]*,tag:[^,]*,type:([a-z]+)]", "<$1>")
                .replaceAll("(?s)(-----BEGIN AGE ENCRYPTED FILE-----).*?(-----END)", "$1$2")
                .replaceAll("20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "<time>");
    }
}
