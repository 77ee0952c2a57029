//SOURCES ../image/ImageReference.java
//SOURCES ../registry/RegistryOptions.java
//SOURCES ChartDestination.java
//SOURCES OciRepository.java

import java.util.ArrayList;
import java.util.List;

/**
 * A registry, to which helm pushes, with the credentials that it or Docker has.
 *
 * @param url such as {@code oci://registry.example.com/charts}
 * @param options how the registry is reached
 * @param registry the same, opened
 */
record OciDestination(String url, RegistryOptions options, Registry registry) implements ChartDestination {
    @Override
    public String publish(ChartPackage chart, boolean force) {
        String place = url.substring(OciRepository.SCHEME.length()) + "/" + chart.name();
        String tag = OciRepository.tag(chart.version());
        if (!force && registry.knows(ImageReference.parse(place + ":" + tag))) {
            throw ChartDestination.exists(chart, url);
        }
        List<String> arguments = new ArrayList<>(List.of("push", chart.archive().toString(), url));
        if (options.insecure || OciRepository.isOnThisMachine(url)) {
            arguments.add("--plain-http");
        }
        if (!options.verifyCertificates) {
            arguments.add("--insecure-skip-tls-verify");
        }
        options.authorities.stream().findFirst().ifPresent(
                file -> arguments.addAll(List.of("--ca-file", file.toString())));
        Run push = chart.helm().run(arguments);
        Run.Result result = push.result();
        if (result.exit() != 0) {
            throw new Failure("cannot push " + chart + " to " + url, push.failure(result).advice());
        }
        return OciRepository.SCHEME + place + ":" + tag;
    }


    @Override
    public String repository() {
        return url;
    }
}
