import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A key and the certificate that it signed itself, made by keytool.
 *
 * @param store a PKCS #12 file
 * @param certificate a PEM file
 */
record KeyFile(Path store, Path certificate) {
    private static final String PASSWORD = "password";

    /** @param names as keytool writes them: {@code ip:127.0.0.1,dns:registry.example.com} */
    static KeyFile make(Sandbox sandbox, String names, String... options) {
        Path store = sandbox.path("keys.p12");
        Path certificate = sandbox.path("certificate.pem");
        String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command = new ArrayList<>(List.of(keytool, "-genkeypair", "-alias", "server",
                "-keyalg", "EC", "-dname", "CN=test", "-ext", "san=" + names, "-storetype", "PKCS12",
                "-storepass", PASSWORD, "-keystore", store.toString()));
        command.addAll(List.of(options));
        sandbox.run(command).succeeds();
        sandbox.run(List.of(keytool, "-exportcert", "-rfc", "-alias", "server", "-storepass", PASSWORD,
                "-keystore", store.toString(), "-file", certificate.toString())).succeeds();
        return new KeyFile(store, certificate);
    }

    SSLContext context() {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
