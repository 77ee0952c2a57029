import java.util.Locale;

/** Docker Hub goes by several names. */
final class DockerHub {
    /** Its name in full names of images. */
    static final String REGISTRY = "index.docker.io";
    /** Where it answers. */
    static final String API = "registry-1.docker.io";
    /** Under what Docker keeps credentials for it. */
    static final String CREDENTIALS = "https://index.docker.io/v1/";

    private DockerHub() {}

    /** The host of a registry as full names of images have it, out of a host or URL that people write. */
    static String registry(String written) {
        String host = written.strip().toLowerCase(Locale.ROOT)
                .replaceFirst("^https?://", "").replaceFirst("/.*", "");
        return host.equals("docker.io") || host.equals(API) ? REGISTRY : host;
    }
}
