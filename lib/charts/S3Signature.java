//SOURCES ../registry/RegistryHttp.java
//SOURCES S3Settings.java

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/** Signs requests with the credentials that AWS's usual chain finds; without any, a request stays as it is. */
final class S3Signature {
    private static final String HOST = "Host";

    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private AwsCredentials credentials;
    private String problem;

    /** What is known of the credentials, for people and without secrets. */
    synchronized String source() {
        return credentials == null ? "AWS's usual places have no credentials:\n" + problem
                : "The access key is " + credentials.accessKeyId() + ".";
    }

    RegistryHttp.Request sign(RegistryHttp.Request request, String region) {
        AwsCredentials found = credentials();
        if (found == null) {
            return request;
        }
        SdkHttpRequest.Builder plain = SdkHttpRequest.builder().uri(request.url())
                .method(SdkHttpMethod.fromValue(request.method()));
        request.headers().forEach(plain::putHeader);
        SignedRequest signed = signer.sign(signing -> signing.identity(found).request(plain.build())
                .payload(ContentStreamProvider.fromByteArray(request.body()))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false));
        Map<String, String> headers = new HashMap<>();
        signed.request().headers().forEach((name, values) -> headers.put(name, String.join(",", values)));
        headers.remove(HOST); // which the connection sends itself
        return new RegistryHttp.Request(request.method(), request.url(), headers, request.body());
    }

    private synchronized AwsCredentials credentials() {
        if (credentials == null && problem == null) {
            try (DefaultCredentialsProvider chain = DefaultCredentialsProvider.builder().build()) {
                credentials = chain.resolveCredentials();
            } catch (SdkClientException e) {
                problem = String.join("\n", e.getMessage().replaceFirst("(?s).*?\\]\\) : \\[(.*)\\]", "$1")
                        .split(", (?=\\w+\\([^)]*\\): )"));
            }
        }
        return credentials;
    }
}
