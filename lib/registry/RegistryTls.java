//SOURCES ../Failure.java

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/** Which certificates of registries are taken. */
final class RegistryTls {
    private final SSLSocketFactory sockets;
    private final boolean anyName;

    private RegistryTls(SSLSocketFactory sockets, boolean anyName) {
        this.sockets = sockets;
        this.anyName = anyName;
    }

    /** Those that Java trusts, and those that certificates in PEM files vouch for. */
    static RegistryTls trusting(List<Path> authorities) {
        if (authorities.isEmpty()) {
            return new RegistryTls(null, false);
        }
        try {
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            for (X509TrustManager manager : managers(null)) {
                add(Arrays.asList(manager.getAcceptedIssuers()), all);
            }
            for (Path file : authorities) {
                add(certificates(file), all);
            }
            return new RegistryTls(sockets(managers(all).toArray(TrustManager[]::new)), false);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All. */
    static RegistryTls trustingAll() {
        try {
            return new RegistryTls(sockets(new Anyone()), true);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    void secure(HttpsURLConnection connection) {
        if (sockets != null) {
            connection.setSSLSocketFactory(sockets);
        }
        if (anyName) {
            connection.setHostnameVerifier((name, session) -> true);
        }
    }

    private static Collection<? extends Certificate> certificates(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new CertificateException("it is empty");
            }
            return certificates;
        } catch (IOException e) {
            throw Failure.reading(file, e);
        } catch (CertificateException e) {
            throw new Failure(file + " holds no certificates", "It has to hold certificates in PEM format.");
        }
    }

    private static void add(Collection<? extends Certificate> certificates, KeyStore all)
            throws GeneralSecurityException {
        for (Certificate certificate : certificates) {
            all.setCertificateEntry("certificate-" + all.size(), certificate);
        }
    }

    /** @param store null for what Java trusts */
    private static List<X509TrustManager> managers(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers()).map(X509TrustManager.class::cast).toList();
    }

    private static SSLSocketFactory sockets(TrustManager... managers) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers, null);
        return context.getSocketFactory();
    }

    /** Takes every certificate, and does not compare names. */
    private static final class Anyone extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
