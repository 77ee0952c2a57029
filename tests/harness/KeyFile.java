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
 * A server's key with its certificate, and the certificate of the authority that signed it, made by keytool.
 *
 * @param store a PKCS #12 file
 * @param authority a PEM file
 */
record KeyFile(Path store, Path authority) {
    private static final String PASSWORD = "password";
    private static final String SERVER = "server";
    private static final String AUTHORITY = "authority";

    /**
     * @param names as keytool writes them: {@code ip:127.0.0.1,dns:registry.example.com}
     * @param options for keytool
     */
    static KeyFile make(Sandbox sandbox, String names, String... options) {
        KeyFile file = new KeyFile(sandbox.path("keys.p12"), sandbox.path("authority.pem"));
        file.keytool(sandbox, "-genkeypair", "-alias", AUTHORITY, "-keyalg", "EC", "-dname", "CN=authority",
                "-ext", "bc:c");
        List<String> command = new ArrayList<>(List.of("-genkeypair", "-alias", SERVER, "-signer", AUTHORITY,
                "-keyalg", "EC", "-dname", "CN=server", "-ext", "san=" + names));
        command.addAll(List.of(options));
        file.keytool(sandbox, command.toArray(String[]::new));
        file.keytool(sandbox, "-exportcert", "-rfc", "-alias", AUTHORITY, "-file", file.authority.toString());
        return file;
    }

    private void keytool(Sandbox sandbox, String... arguments) {
        String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command = new ArrayList<>(List.of(keytool, "-J-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", store.toString()));
        sandbox.run(command).succeeds();
    }

    SSLContext context() {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            keys.deleteEntry(AUTHORITY);
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
