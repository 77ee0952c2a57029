//SOURCES ../Common.java
//SOURCES ChartFiles.java
//SOURCES S3Bucket.java
//SOURCES S3Place.java

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A repository in a bucket, as the plugin helm-s3 lays it out. */
record S3ChartFiles(S3Place place, S3Bucket bucket) implements ChartFiles {
    static S3ChartFiles open(String url, Common common) {
        return new S3ChartFiles(S3Place.of(url), S3Bucket.open(common));
    }

    @Override
    public RegistryHttp.Answer get(String location, Map<String, String> conditions) {
        String path = URLDecoder.decode(location.replace("+", "%2B"), StandardCharsets.UTF_8);
        return bucket.get(path.startsWith(S3Place.SCHEME) ? S3Place.of(path) : place.resolve(path), conditions);
    }

    @Override
    public String address(String url) {
        return url + " at " + bucket.endpoint();
    }

    @Override
    public String advice(RegistryHttp.Answer refusal) {
        return bucket.advice(refusal);
    }
}
