import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Registries with TLS, whose certificates are signed by themselves. */
@InSandbox
class TlsTest {
    private static final String DIGEST = "sha256:" + "a".repeat(64);

    @Test
    void an_unknown_certificate_is_refused_and_the_way_to_trust_it_told(Sandbox sandbox) {
        try (FakeRegistry fake = registry(KeyFile.make(sandbox, "ip:127.0.0.1"))) {
            Failure failure = Asking.from(sandbox).refusal(fake.host() + "/web:1.0");
            Asking.says(failure, "the certificate of the registry " + fake.host()
                    + " is signed by nobody who is trusted here", "--registry-ca-cert-path FILE");
            assertEquals(0, fake.asked().size());
        }
    }

    @Test
    void a_certificate_can_be_trusted(Sandbox sandbox) {
        KeyFile keys = KeyFile.make(sandbox, "ip:127.0.0.1");
        try (FakeRegistry fake = registry(keys)) {
            assertEquals(DIGEST, Asking.from(sandbox).trust(keys.authority()).digest(fake.host() + "/web:1.0"));
            assertEquals(DIGEST, Asking.from(sandbox).env("SSL_CERT_FILE", keys.authority().toString())
                    .digest(fake.host() + "/web:1.0"));
        }
    }

    @Test
    void a_trusted_certificate_counts_for_its_names_only(Sandbox sandbox) {
        KeyFile keys = KeyFile.make(sandbox, "dns:registry.example.com");
        try (FakeRegistry fake = registry(keys)) {
            Asking.says(Asking.from(sandbox).trust(keys.authority()).refusal(fake.host() + "/web:1.0"),
                    "the certificate of the registry " + fake.host() + " is for another name");
        }
    }

    @Test
    void a_certificate_that_has_expired_is_refused(Sandbox sandbox) {
        KeyFile keys = KeyFile.make(sandbox, "ip:127.0.0.1", "-startdate", "-10d", "-validity", "5");
        try (FakeRegistry fake = registry(keys)) {
            Asking.says(Asking.from(sandbox).trust(keys.authority()).refusal(fake.host() + "/web:1.0"),
                    "the certificate of the registry " + fake.host() + " has expired");
        }
    }

    @Test
    void checks_can_be_turned_off(Sandbox sandbox) {
        KeyFile keys = KeyFile.make(sandbox, "dns:registry.example.com", "-startdate", "-10d", "-validity", "5");
        try (FakeRegistry fake = registry(keys)) {
            assertEquals(DIGEST, Asking.from(sandbox).trustAll().digest(fake.host() + "/web:1.0"));
        }
    }

    @Test
    void a_file_without_certificates_is_named(Sandbox sandbox) {
        sandbox.write("empty.pem", "").write("text.pem", "hello\n");
        for (String file : new String[] {"empty.pem", "text.pem"}) {
            Asking.says(Asking.failure(() -> Asking.from(sandbox).trust(sandbox.path(file)).open()),
                    sandbox.path(file) + " holds no certificates", "PEM");
        }
        Asking.says(Asking.failure(() -> Asking.from(sandbox).trust(sandbox.path("none.pem")).open()),
                "cannot read " + sandbox.path("none.pem") + ": it does not exist");
    }

    private static FakeRegistry registry(KeyFile keys) {
        return FakeRegistry.start(keys).on("/v2/web/manifests/1.0", FakeRegistry.Reply.digest(DIGEST));
    }
}
