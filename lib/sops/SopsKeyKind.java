import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The kinds of keys that only the real sops can use. */
enum SopsKeyKind {
    KMS("kms", List.of("kms")) {
        @Override
        String key(UnaryOperator<String> fields) {
            String role = fields.apply("role");
            return fields.apply("arn") + (role.isEmpty() ? "" : "+" + role);
        }
    },

    GCP_KMS("gcp_kms", List.of("gcp_kms")) {
        @Override
        String key(UnaryOperator<String> fields) {
            return fields.apply("resource_id");
        }
    },

    HCKMS("hckms", List.of("hckms")) {
        @Override
        String key(UnaryOperator<String> fields) {
            return fields.apply("key_id");
        }
    },

    AZURE_KEY_VAULT("azure_kv", List.of("azure_keyvault")) {
        @Override
        String key(UnaryOperator<String> fields) {
            return fields.apply("vault_url") + "/keys/" + fields.apply("name");
        }

        @Override
        String key(String text) {
            return text.replaceFirst("(/keys/[^/]+)/.*", "$1");
        }
    },

    HASHICORP_VAULT("hc_vault", List.of("hc_vault_transit_uri", "hc_vault")) {
        @Override
        String key(UnaryOperator<String> fields) {
            return fields.apply("vault_address") + "/v1/" + fields.apply("engine_path") + "/keys/"
                    + fields.apply("key_name");
        }
    },

    PGP("pgp", List.of("pgp")) {
        @Override
        String key(UnaryOperator<String> fields) {
            return fields.apply("fp");
        }

        @Override
        String key(String text) {
            return text.replace(" ", "");
        }
    };

    /** Fields that {@code .sops.yaml} calls otherwise than encrypted files do. */
    private static final Map<String, String> OTHER_NAMES = Map.of("vault_url", "vaultUrl", "name", "key");

    /** What encrypted files call it. */
    final String inFiles;
    /** What {@code .sops.yaml} calls it: in a rule, and in a group of keys. */
    final List<String> inRules;

    SopsKeyKind(String inFiles, List<String> inRules) {
        this.inFiles = inFiles;
        this.inRules = inRules;
    }

    /** Who can read what a key opens, with the kind of the key, from the fields of an encrypted file. */
    String reader(UnaryOperator<String> fields) {
        return inFiles + " " + key(fields);
    }

    /** The same from the fields of a key in {@code .sops.yaml}. */
    String readerOfRule(UnaryOperator<String> fields) {
        return reader(name -> fields.apply(this == AZURE_KEY_VAULT ? OTHER_NAMES.getOrDefault(name, name) : name));
    }

    /** The same from the text that stands for a key in {@code .sops.yaml}. */
    String readerOfText(String text) {
        return inFiles + " " + key(text);
    }

    abstract String key(UnaryOperator<String> fields);

    String key(String text) {
        return text;
    }
}
