import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What registries write into WWW-Authenticate. */
class ChallengeTest {
    @Test
    void values_may_be_quoted_or_not_and_hold_commas() {
        RegistryChallenge challenge = of("Bearer realm=\"https://auth.test/token\", service=registry.test ,"
                + "scope=\"repository:a:pull,push\"").orElseThrow();
        assertEquals("https://auth.test/token", challenge.parameter("realm"));
        assertEquals("registry.test", challenge.parameter("service"));
        assertEquals("repository:a:pull,push", challenge.parameter("scope"));
        assertEquals("", challenge.parameter("error"));
    }

    @Test
    void tokens_are_taken_before_passwords_wherever_they_stand() {
        assertTrue(of("Basic realm=\"r\", Bearer realm=\"https://auth.test/token\"").orElseThrow().isBearer());
        assertTrue(of("basic realm=r", "BEARER Realm=\"https://auth.test:5000/token?a=b\"").orElseThrow().isBearer());
    }

    @Test
    void what_is_not_understood_is_left_out() {
        assertEquals(Optional.empty(), of("Negotiate", "Digest realm=\"r\", nonce=\"n\""));
        assertEquals("basic", of("Negotiate, Basic realm=\"r\"").orElseThrow().scheme());
        for (String realm : List.of("", "realm=\"nowhere\"", "realm=\"https://a b/\"", "realm=\"file:///etc\"")) {
            assertEquals(Optional.empty(), of("Bearer " + realm));
        }
    }

    private static Optional<RegistryChallenge> of(String... headers) {
        return RegistryChallenge.of(List.of(headers));
    }
}
