//SOURCES ../Common.java
//SOURCES ChartHttp.java
//SOURCES S3Place.java
//SOURCES S3Settings.java
//SOURCES S3Signature.java

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The objects of buckets, over the HTTP interface of S3. */
final class S3Bucket {
    private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");
    private static final Pattern MORE = Pattern.compile("<NextContinuationToken>([^<]*)</NextContinuationToken>");
    private static final Pattern CODE = Pattern.compile("<Code>([^<]*)</Code>");
    private static final Pattern MESSAGE = Pattern.compile("<Message>([^<]*)</Message>");

    private final String endpoint;
    private final ChartHttp http;
    private final S3Signature signature = new S3Signature();
    private volatile String region;

    private S3Bucket(String endpoint, String region, ChartHttp http) {
        this.endpoint = endpoint;
        this.region = region;
        this.http = http;
    }

    static S3Bucket open(Common common) {
        Settings.S3 settings = common.settings().charts().s3();
        return new S3Bucket(S3Settings.endpoint(settings, System.getenv()),
                S3Settings.region(settings, System.getenv()),
                ChartHttp.open(System.getenv(), "", false, common.console, common::debug));
    }

    /** The server's URL; empty for AWS itself. */
    String endpoint() {
        return endpoint;
    }

    /** @param headers such as conditions */
    RegistryHttp.Answer get(S3Place object, Map<String, String> headers) {
        return send("GET", object, "", headers, new byte[0]);
    }

    /** Whether an object is there, as far as S3 tells: who must not list a bucket is not told what is not there. */
    boolean exists(S3Place object) {
        RegistryHttp.Answer answer = send("HEAD", object, "", Map.of(), new byte[0]);
        if (answer.status() != 200 && answer.status() != 404 && answer.status() != 403) {
            throw refusal("cannot read " + object, answer);
        }
        return answer.status() == 200;
    }

    /**
     * Puts an object.
     *
     * @param headers its metadata, and conditions
     * @return whether the conditions held
     */
    boolean put(S3Place object, byte[] content, Map<String, String> headers) {
        RegistryHttp.Answer answer = send("PUT", object, "", headers, content);
        boolean othersWereFirst = answer.status() == 412 || answer.status() == 409;
        if (answer.status() != 200 && !othersWereFirst) {
            throw refusal("cannot write " + object, answer);
        }
        return !othersWereFirst;
    }

    /** The names of all objects directly below a place; the server tells them page by page. */
    List<String> list(S3Place place) {
        String prefix = place.key().isEmpty() ? "" : place.key() + "/";
        List<String> names = new ArrayList<>();
        String page = "";
        do {
            RegistryHttp.Answer answer = send("GET", new S3Place(place.bucket(), ""), "delimiter=%2F"
                    + "&encoding-type=url&list-type=2&prefix=" + encoded(prefix)
                    + (page.isEmpty() ? "" : "&continuation-token=" + encoded(page)), Map.of(), new byte[0]);
            if (answer.status() != 200) {
                throw refusal("cannot list " + place, answer);
            }
            boolean isEncoded = answer.text().contains("<EncodingType>url<"); // which not all servers do when asked to
            KEY.matcher(answer.text()).results().map(key -> key.group(1))
                    .map(key -> isEncoded ? URLDecoder.decode(key, StandardCharsets.UTF_8) : key)
                    .filter(key -> key.startsWith(prefix)).map(key -> key.substring(prefix.length()))
                    .filter(name -> !name.isEmpty() && !name.contains("/")).forEach(names::add);
            Matcher more = MORE.matcher(answer.text());
            page = more.find() ? more.group(1) : "";
        } while (!page.isEmpty());
        return names;
    }

    /** What to tell of an answer that does not help. */
    Failure refusal(String problem, RegistryHttp.Answer answer) {
        String advice = advice(answer);
        return new Failure(problem + ": " + reason(answer), advice);
    }

    String advice(RegistryHttp.Answer answer) {
        return answer.status() == 403 || answer.status() == 401 ? signature.source()
                : answer.status() == 404 ? "Check the bucket and the prefix." : "";
    }

    private static String reason(RegistryHttp.Answer answer) {
        Matcher code = CODE.matcher(answer.text());
        Matcher message = MESSAGE.matcher(answer.text());
        return "the answer is HTTP status " + answer.status() + (code.find() ? ", " + code.group(1) : "")
                + (message.find() ? ": " + message.group(1).strip() : "");
    }

    /** Asks again where the bucket turns out to be in another region. */
    private RegistryHttp.Answer send(String method, S3Place object, String query, Map<String, String> headers,
            byte[] body) {
        RegistryHttp.Answer answer = sendOnce(method, object, query, headers, body);
        String actual = answer.header("x-amz-bucket-region");
        if (answer.status() == 200 || actual.isEmpty() || actual.equals(region)) {
            return answer;
        }
        region = actual;
        return sendOnce(method, object, query, headers, body);
    }

    private RegistryHttp.Answer sendOnce(String method, S3Place object, String query, Map<String, String> headers,
            byte[] body) {
        URI url = object.url(endpoint, region, query);
        RegistryHttp.Request request = new RegistryHttp.Request(method, url, headers, body);
        return http.send(signature.sign(request, region), "cannot reach the bucket " + object.bucket());
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
