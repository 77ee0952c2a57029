//SOURCES ../Console.java
//SOURCES ../Failure.java
//SOURCES ../io/HttpProxies.java
//SOURCES ../registry/RegistryHttp.java
//SOURCES ../registry/RegistryLimits.java
//SOURCES ../registry/RegistryRetry.java
//SOURCES ../registry/RegistryTls.java
//SOURCES ../registry/RegistryTrouble.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Asks the servers of chart repositories, as registries are asked, but for answers that take longer and are larger. */
final class ChartHttp {
    private static final int AT_ONCE = 16;

    private final RegistryRetry http;

    private ChartHttp(RegistryRetry http) {
        this.http = http;
    }

    /**
     * @param authority signs the servers' certificates, beside those that Java and {@code SSL_CERT_FILE} name; empty
     *     for none
     * @param trusting whether servers need no certificate that is trusted
     */
    static ChartHttp open(Map<String, String> environment, String authority, boolean trusting, Console console,
            Consumer<String> trace) {
        List<Path> authorities = Stream.of(authority, environment.getOrDefault("SSL_CERT_FILE", ""))
                .filter(file -> !file.isEmpty()).map(Path::of)
                .filter(file -> file.toString().equals(authority) || Files.isRegularFile(file)).toList();
        RegistryTls tls = trusting ? RegistryTls.trustingAll() : RegistryTls.trusting(authorities);
        RegistryHttp http = new RegistryHttp(RegistryLimits.OF_ARCHIVES, tls, new HttpProxies(environment), AT_ONCE);
        return new ChartHttp(new RegistryRetry(http, RegistryLimits.OF_ARCHIVES, console, trace));
    }

    /**
     * @param problem begins the failure when there is no answer, such as {@code cannot read …}
     * @throws Failure when there is no answer; whatever status an answer has, it is one
     */
    RegistryHttp.Answer send(RegistryHttp.Request request, String problem) {
        try {
            return http.send(request);
        } catch (IOException e) {
            Failure failure = new Failure(problem, request.url().getAuthority().replaceFirst(".*@", "") + " "
                    + RegistryTrouble.reason(e));
            failure.initCause(e);
            throw failure;
        }
    }
}
