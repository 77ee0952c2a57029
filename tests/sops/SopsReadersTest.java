import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** Readers have the same names in {@code .sops.yaml} and in the files that sops has encrypted for them. */
@InSandbox
class SopsReadersTest {
    private static final String AGE = "age1yt3tfqlfrwdwx0z0ynwplcr6qxcxfaqycuprpmy89nr83ltx74tqdpszlw";
    private static final String FILE = """
            a: ENC[AES256_GCM,data:AA==,iv:AA==,tag:AA==,type:str]
            sops:
                kms:
                    - arn: arn:aws:kms:eu-central-1:1:key/one
                      role: arn:aws:iam::1:role/deploy
                      enc: AA==
                gcp_kms:
                    - resource_id: projects/p/locations/global/keyRings/r/cryptoKeys/k
                      enc: AA==
                azure_kv:
                    - vault_url: https://shop.vault.azure.net
                      name: sops
                      version: "7"
                      enc: AA==
                hc_vault:
                    - vault_address: https://vault.example.com:8200
                      engine_path: transit
                      key_name: shop
                      enc: AA==
                age:
                    - recipient: %1$s
                      enc: AA==
                pgp:
                    - fp: 0D3FD31CCD1B30BEA3501CC7E2441FE4FBAB744A
                      enc: AA==
                lastmodified: "2026-01-01T00:00:00Z"
                mac: ENC[AES256_GCM,data:AA==,iv:AA==,tag:AA==,type:str]
                version: 3.13.3
            """.formatted(AGE);
    private static final Set<String> READERS = Set.of(AGE,
            "kms arn:aws:kms:eu-central-1:1:key/one+arn:aws:iam::1:role/deploy",
            "gcp_kms projects/p/locations/global/keyRings/r/cryptoKeys/k",
            "azure_kv https://shop.vault.azure.net/keys/sops",
            "hc_vault https://vault.example.com:8200/v1/transit/keys/shop",
            "pgp 0D3FD31CCD1B30BEA3501CC7E2441FE4FBAB744A");

    @Test
    void texts_of_a_rule_name_them(Sandbox sandbox) {
        assertEquals(READERS, SopsFile.yaml("x", FILE).metadata().readers());
        assertEquals(READERS, readers(sandbox, """
                kms: arn:aws:kms:eu-central-1:1:key/one+arn:aws:iam::1:role/deploy
                  gcp_kms: [projects/p/locations/global/keyRings/r/cryptoKeys/k]
                  azure_keyvault: https://shop.vault.azure.net/keys/sops/7
                  hc_vault_transit_uri: https://vault.example.com:8200/v1/transit/keys/shop
                  pgp: 0D3FD31C CD1B30BE A3501CC7 E2441FE4 FBAB744A
                  age: %s
                """.formatted(AGE)));
    }

    @Test
    void a_single_group_names_them_and_several_name_who_is_needed_together(Sandbox sandbox) {
        assertEquals(READERS, readers(sandbox, """
                key_groups:
                  - merge:
                    - kms: [{arn: "arn:aws:kms:eu-central-1:1:key/one", role: "arn:aws:iam::1:role/deploy"}]
                      gcp_kms: [{resource_id: projects/p/locations/global/keyRings/r/cryptoKeys/k}]
                    azure_keyvault: [{vaultUrl: "https://shop.vault.azure.net", key: sops, version: "7"}]
                    hc_vault: ["https://vault.example.com:8200/v1/transit/keys/shop"]
                    pgp: [0D3FD31CCD1B30BEA3501CC7E2441FE4FBAB744A]
                    age: [%s]
                """.formatted(AGE)));
        assertEquals(Set.of("2 of (age1a), (age1b), (pgp 0D)"), readers(sandbox, """
                shamir_threshold: 2
                  key_groups: [{age: [age1b]}, {age: [age1a]}, {pgp: [0D]}]
                """));
    }

    private static Set<String> readers(Sandbox sandbox, String rule) {
        sandbox.write(".sops.yaml", "creation_rules:\n- " + rule);
        return SopsConfig.find(sandbox.directory()).ruleFor(sandbox.path("x.yaml")).orElseThrow().readers();
    }
}
