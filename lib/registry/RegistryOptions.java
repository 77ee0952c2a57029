//SOURCES ../Common.java
//SOURCES ../Settings.java
//SOURCES ../image/OfflineRegistry.java
//SOURCES ../io/HttpProxies.java
//SOURCES Registry.java
//SOURCES RegistryBatch.java
//SOURCES RegistryClient.java
//SOURCES RegistryCredentials.java
//SOURCES RegistryHost.java
//SOURCES RegistryHttp.java
//SOURCES RegistryLimits.java
//SOURCES RegistryMirrors.java
//SOURCES RegistryRetry.java
//SOURCES RegistryTls.java

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** How registries are asked, as options of kbld. */
final class RegistryOptions {
    @Option(names = "--registry-verify-certs", negatable = true, fallbackValue = "true",
            description = "Ask only registries with a trusted certificate (default)")
    boolean verifyCertificates = true;

    @Option(names = "--registry-ca-cert-path", paramLabel = "FILE",
            description = "Trust what these certificates have signed; repeatable")
    List<Path> authorities = List.of();

    @Option(names = "--registry-insecure", description = "Ask registries without TLS where they have none")
    boolean insecure;

    /** Whether registries are asked that cannot prove who they are. */
    boolean isTrusting() {
        return insecure || !verifyCertificates;
    }

    /** The registries that images name, reached as these options, gitops.yaml and the environment say. */
    Registry open(Common common) {
        return open(common, RegistryLimits.USUAL);
    }

    /** The same, for what does not keep within the usual limits. */
    Registry open(Common common, RegistryLimits limits) {
        return common.offline ? new OfflineRegistry()
                : open(common.settings().registry(), System.getenv(), limits, common.console, common::debug);
    }

    /** @param trace is told each request */
    Registry open(Settings.Registry settings, Map<String, String> environment, RegistryLimits limits,
            Console console, Consumer<String> trace) {
        RegistryTls tls = verifyCertificates ? RegistryTls.trusting(authorities(environment))
                : RegistryTls.trustingAll();
        RegistryHttp http = new RegistryHttp(limits, tls, new HttpProxies(environment), RegistryBatch.AT_ONCE);
        RegistryRetry retry = new RegistryRetry(http, limits, console, trace);
        RegistryCredentials credentials = new RegistryCredentials(environment, limits.helper(), console);
        return new RegistryClient(new RegistryMirrors(settings.mirrors()), credentials, console,
                host -> new RegistryHost(host, insecure, retry, credentials));
    }

    /** Also those of {@code SSL_CERT_FILE}, which tools written in Go trust. */
    private List<Path> authorities(Map<String, String> environment) {
        Path common = Path.of(environment.getOrDefault("SSL_CERT_FILE", ""));
        return Stream.concat(authorities.stream(), Stream.of(common).filter(Files::isRegularFile)).toList();
    }
}
