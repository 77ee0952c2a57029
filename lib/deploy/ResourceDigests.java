//SOURCES ../resource/Resource.java

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which resources a state had, in four letters each: enough to tell later which of them are not the same. */
final class ResourceDigests {
    private static final int BYTES = 3;
    private static final int LETTERS = 4;

    private ResourceDigests() {}

    static String of(List<Resource> resources) {
        return resources.parallelStream().map(ResourceDigests::of).collect(Collectors.joining());
    }

    /**
     * The resources that a state did not have as they are.
     *
     * @param recorded the digests of that state
     */
    static List<Resource> others(List<Resource> resources, String recorded) {
        Set<String> known = split(recorded);
        return resources.stream().filter(resource -> !known.contains(of(resource))).toList();
    }

    private static Set<String> split(String digests) {
        List<String> each = new ArrayList<>();
        for (int i = 0; i + LETTERS <= digests.length(); i += LETTERS) {
            each.add(digests.substring(i, i + LETTERS));
        }
        return new HashSet<>(each);
    }

    private static String of(Resource resource) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(resource.content().toString().getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(Arrays.copyOf(digest, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
