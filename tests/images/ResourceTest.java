//SOURCES Pinning.java

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How manifests become resources. */
@InSandbox
class ResourceTest {
    @Test
    void lists_are_flattened_whatever_their_kind_is(Sandbox sandbox) {
        assertEquals("""
                ---
                kind: A
                ---
                kind: B
                ---
                kind: C
                ---
                kind: D
                """, state(sandbox, """
                kind: List
                items: [{kind: A}, {kind: B}]
                ---
                {kind: Odd, items: [{kind: C}]}
                ---
                {kind: ConfigMapList, metadata: {}, items: []}
                ---
                kind: D
                """));
    }

    @Test
    void lists_in_lists_and_items_that_are_no_resources_stay(Sandbox sandbox) {
        assertEquals("""
                ---
                items:
                - kind: A
                kind: List
                ---
                items:
                - text
                kind: Odd
                ---
                items: text
                kind: List
                """, state(sandbox, """
                {kind: List, items: [{kind: List, items: [{kind: A}]}]}
                ---
                {kind: Odd, items: [text]}
                ---
                {kind: List, items: text}
                """));
    }

    @Test
    void empty_documents_go(Sandbox sandbox) {
        assertEquals("---\nkind: A\n", state(sandbox, "---\n# comment\n---\n{}\n---\nkind: A\n---\nnull\n"));
    }

    @Test
    void configuration_in_a_list_is_no_resource(Sandbox sandbox) {
        assertEquals("""
                ---
                image: new
                kind: A
                metadata:
                  annotations:
                    kbld.k14s.io/images: |
                      - origins:
                        - preresolved:
                            url: new
                        url: new
                """, state(sandbox, """
                kind: List
                items:
                - {kind: A, image: old}
                - apiVersion: kbld.k14s.io/v1alpha1
                  kind: Config
                  overrides: [{image: old, newImage: new, preresolved: true}]
                """));
    }

    @Test
    void files_are_read_in_the_order_of_their_paths(Sandbox sandbox) {
        sandbox.write("manifests/b.yaml", "kind: B").write("manifests/a/z.yml", "kind: AZ")
                .write("manifests/a-b.json", "{\"kind\": \"AB\"}").write("manifests/notes.txt", "kind: Notes");
        assertEquals("---\nkind: AB\n---\nkind: AZ\n---\nkind: B\n", Pinning.of(sandbox).state());
    }

    @Test
    void each_resource_knows_where_it_was_written(Sandbox sandbox) {
        sandbox.write("manifests/a.yaml", """
                # comment
                kind: A
                metadata: {name: a, namespace: shop}
                ---
                kind: List
                items:
                - kind: B
                  metadata: {name: b}
                """);
        List<Resource> resources = Resource.read(sandbox.path("manifests"), config -> { });
        assertEquals(List.of("A a (shop)", "B b"), resources.stream().map(Resource::title).toList());
        String file = sandbox.path("manifests/a.yaml").toString();
        assertEquals(List.of(file + ", line 2", file + ", document 2, line 7"),
                resources.stream().map(resource -> resource.place().toString()).toList());
    }

    private static String state(Sandbox sandbox, String manifests) {
        return Pinning.of(sandbox, "", manifests).state();
    }
}
