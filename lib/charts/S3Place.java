//SOURCES ../Failure.java

import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Where in a bucket something is.
 *
 * @param key without a slash at its beginning and its end; empty for the bucket itself
 */
record S3Place(String bucket, String key) {
    static final String SCHEME = "s3://";

    /** @param url such as {@code s3://bucket/prefix} */
    static S3Place of(String url) {
        String[] parts = url.substring(SCHEME.length()).replaceFirst("/+$", "").split("/", 2);
        if (!parts[0].matches("[a-z0-9][a-z0-9._-]{1,62}")) {
            throw new Failure(url + " names no bucket", "Write s3://BUCKET/PREFIX.");
        }
        return new S3Place(parts[0], parts.length == 1 ? "" : parts[1]);
    }

    /** What is below this. */
    S3Place resolve(String name) {
        return new S3Place(bucket, key.isEmpty() ? name : key + "/" + name);
    }

    /**
     * The URL for requests.
     *
     * @param endpoint of a server other than AWS's own, which has the bucket in its path; empty for AWS
     * @param query without {@code ?}; empty for none
     */
    URI url(String endpoint, String region, String query) {
        String host = !endpoint.isEmpty() ? endpoint.replaceFirst("/+$", "") + "/" + bucket
                : bucket.contains(".") ? "https://s3." + region + ".amazonaws.com/" + bucket
                : "https://" + bucket + ".s3." + region + ".amazonaws.com";
        return URI.create(host + "/" + encoded(key) + (query.isEmpty() ? "" : "?" + query));
    }

    /** What S3 and its signatures take: all but letters, digits and {@code -._~/} as bytes in hexadecimal digits. */
    static String encoded(String key) {
        StringBuilder encoded = new StringBuilder();
        for (byte one : key.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (one & 0xff);
            boolean isPlain = c < 128 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0);
            encoded.append(isPlain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return encoded.toString();
    }

    @Override
    public String toString() {
        return SCHEME + bucket + (key.isEmpty() ? "" : "/" + key);
    }
}
