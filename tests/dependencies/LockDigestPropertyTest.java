import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the real helm locks fits, whatever {@code Chart.yaml} asks for, and no longer fits once that is changed. */
@InSandbox
class LockDigestPropertyTest {
    private static final int LISTS = 40;
    private static final List<Object> RANGES = List.of("1.2.3", "^1", "~1.2.0", "1.x.x", ">=1.0.0 <2.0.0",
            ">1.0, <2 || >5.0.0-0", "1.0 - 1.9", "!=2.0.0", 1, 1.2, new BigDecimal("1.0"), "*", " 1.2.3 ");
    private static final List<String> TEXTS = List.of("web.enabled", "a<b", "a>b", "a&b", "\"quoted\" \\ 'text'",
            "tab\tand\nbreak", "Größe 東京 🚀", "no\u00a0break\u2028line", "zero\u200bwidth", "</script>&amp;", "yes", "12:30", "~");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void the_lock_that_helm_writes_fits_until_a_dependency_is_changed(Sandbox sandbox) throws JsonProcessingException {
        for (int i = 0; i < 3; i++) {
            Charts.write(sandbox, "library/file" + i, "file" + i, "1.2.3", "library");
            Charts.write(sandbox, "umbrella-chart/charts/own" + i, "own" + i, "1.2.3", "own");
            Charts.pack(sandbox, "repository", "web" + i, "1.2.3");
        }
        Charts.helm(sandbox, "repo", "index", "repository").succeeds();
        try (FileServer server = FileServer.of(sandbox.path("repository"))) {
            Charts.repositories(sandbox, "repositories: [{name: known, url: '" + server.url() + "'}]");
            for (int seed = 0; seed < LISTS; seed++) {
                Random random = new Random(seed);
                List<Map<String, Object>> dependencies = dependencies(random, server.url());
                write(sandbox, dependencies);
                Charts.lock(sandbox);
                assertTrue(fits(sandbox), "seed " + seed + ": " + JSON.writeValueAsString(dependencies));
                change(dependencies, random);
                write(sandbox, dependencies);
                assertFalse(fits(sandbox), "seed " + seed + ", changed: " + JSON.writeValueAsString(dependencies));
                FileTree.delete(sandbox.path("umbrella-chart/Chart.lock"));
            }
        }
    }

    private static boolean fits(Sandbox sandbox) {
        return Chart.read(sandbox.path("umbrella-chart")).lockFits();
    }

    private static void write(Sandbox sandbox, List<Map<String, Object>> dependencies) throws JsonProcessingException {
        Charts.umbrella(sandbox, "dependencies: " + JSON.writeValueAsString(dependencies) + "\n");
    }

    private static List<Map<String, Object>> dependencies(Random random, String url) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.add(dependency("file" + i, "file://../library/file" + i, random));
            all.add(dependency("own" + i, random.nextBoolean() ? "" : null, random));
            all.add(dependency("web" + i, one(random, List.of(url, url + "/", "@known", "alias:known")), random));
        }
        Collections.shuffle(all, random);
        return new ArrayList<>(all.subList(0, 1 + random.nextInt(5)));
    }

    private static Map<String, Object> dependency(String name, String repository, Random random) {
        List<Map.Entry<String, Object>> fields = new ArrayList<>(List.of(
                Map.entry("name", name), Map.entry("version", one(random, RANGES))));
        if (repository != null) {
            fields.add(Map.entry("repository", repository));
        }
        maybe(random, fields, "condition", random.nextInt(4) == 0 ? true : one(random, TEXTS));
        maybe(random, fields, "alias", "alias_" + name.toUpperCase());
        maybe(random, fields, "enabled", random.nextBoolean());
        maybe(random, fields, "tags", some(random, List.of("front-end", 1, 2.5, true, one(random, TEXTS))));
        maybe(random, fields, "import-values", some(random, List.of("data", one(random, TEXTS),
                ordered("parent", "to", "child", one(random, TEXTS)), ordered("child", "from", "parent", "a.b"))));
        Collections.shuffle(fields, random);
        Map<String, Object> dependency = new LinkedHashMap<>();
        fields.forEach(field -> dependency.put(field.getKey(), field.getValue()));
        if (random.nextInt(8) == 0) {
            dependency.putIfAbsent("condition", null);
        }
        return dependency;
    }

    /** Makes a change that Helm takes notice of. */
    private static void change(List<Map<String, Object>> dependencies, Random random) {
        Map<String, Object> dependency = one(random, dependencies);
        switch (random.nextInt(7)) {
            case 0 -> dependency.put("version", "1.2.3 ||  9");
            case 1 -> dependency.put("repository", "https://charts.example.com");
            case 2 -> dependency.put("condition", "other.enabled");
            case 3 -> dependency.put("tags", List.of("back-end"));
            case 4 -> dependency.put("alias", "another");
            case 5 -> dependency.put("import-values", List.of(ordered("child", "other", "parent", "x")));
            default -> dependencies.add(dependency("one-more", "", random));
        }
    }

    private static void maybe(Random random, List<Map.Entry<String, Object>> fields, String name, Object value) {
        if (random.nextBoolean()) {
            fields.add(Map.entry(name, value));
        }
    }

    private static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static List<Object> some(Random random, List<Object> of) {
        List<Object> shuffled = new ArrayList<>(of);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, random.nextInt(of.size() + 1));
    }

    private static Map<String, Object> ordered(String first, Object one, String second, Object two) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(first, one);
        map.put(second, two);
        return map;
    }
}
