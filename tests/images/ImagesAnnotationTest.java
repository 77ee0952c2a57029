//SOURCES Pinning.java

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The note on each resource that says where its images are from. */
@InSandbox
class ImagesAnnotationTest {
    private static final String LOCK = """
            apiVersion: kbld.k14s.io/v1alpha1
            kind: Config
            overrides:
            - image: built
              newImage: example.com/b@sha256:1
              preresolved: true
              origins:
              - local: {path: /builds/app}
              - git: {remoteURL: 'https://example.com/app', sha: 12ab, tags: [v1], more: ignored}
              - tagged: {tags: [v1, latest]}
              - resolved: {url: 'example.com/b:v1', tag: v1}
              - platformSelected: {index: example.com/i, os: linux, architecture: amd64}
              - newer: {origin: ignored}
            - {image: plain, newImage: 'example.com/a@sha256:2', preresolved: true}
            - {image: known, newImage: example.com/k, preresolved: true, origins: [{preresolved: {url: example.com/k}}]}
            """;

    @Test
    void it_lists_images_by_url_with_the_origins_of_the_lock(Sandbox sandbox) {
        assertEquals("""
                ---
                kind: Pod
                metadata:
                  annotations:
                    kbld.k14s.io/images: |
                      - origins:
                        - preresolved:
                            url: example.com/a@sha256:2
                        url: example.com/a@sha256:2
                      - origins:
                        - local:
                            path: /builds/app
                        - git:
                            dirty: false
                            remoteURL: https://example.com/app
                            sha: 12ab
                            tags:
                            - v1
                        - tagged:
                            tags:
                            - v1
                            - latest
                        - resolved:
                            tag: v1
                            url: example.com/b:v1
                        - platformSelected:
                            architecture: amd64
                            index: example.com/i
                            os: linux
                        - {}
                        - preresolved:
                            url: example.com/b@sha256:1
                        url: example.com/b@sha256:1
                    other: stays
                  name: p
                spec:
                - image: example.com/b@sha256:1
                - image: example.com/a@sha256:2
                - image: example.com/a@sha256:2
                """, Pinning.of(sandbox, LOCK, """
                kind: Pod
                metadata: {name: p, annotations: {other: stays}}
                spec: [{image: built}, {image: plain}, {image: plain}]
                """).state());
    }

    @Test
    void an_origin_that_the_lock_tells_already_is_not_told_twice(Sandbox sandbox) {
        assertEquals("""
                ---
                image: example.com/k
                metadata:
                  annotations:
                    kbld.k14s.io/images: |
                      - origins:
                        - preresolved:
                            url: example.com/k
                        url: example.com/k
                """, Pinning.of(sandbox, LOCK, "image: known").state());
    }

    @Test
    void an_older_note_is_replaced_and_resources_without_images_keep_theirs(Sandbox sandbox) {
        assertEquals("""
                ---
                image: example.com/k
                metadata:
                  annotations:
                    kbld.k14s.io/images: |
                      - origins:
                        - preresolved:
                            url: example.com/k
                        url: example.com/k
                ---
                metadata:
                  annotations:
                    kbld.k14s.io/images: old
                """, Pinning.of(sandbox, LOCK, """
                image: known
                metadata: {annotations: {kbld.k14s.io/images: old}}
                ---
                metadata: {annotations: {kbld.k14s.io/images: old}}
                """).state());
    }

    @Test
    void annotations_that_kubernetes_would_not_take_are_replaced(Sandbox sandbox) {
        for (String annotations : new String[] {"5", "[x]", "null", "{a: 1, b: c}", "{}"}) {
            String manifest = "image: known\nmetadata: {annotations: " + annotations + "}";
            assertEquals("""
                    ---
                    image: example.com/k
                    metadata:
                      annotations:
                        kbld.k14s.io/images: |
                          - origins:
                            - preresolved:
                                url: example.com/k
                            url: example.com/k
                    """, Pinning.of(sandbox, LOCK, manifest).state());
        }
    }

    @Test
    void metadata_that_are_no_mapping_stay(Sandbox sandbox) {
        for (String metadata : new String[] {"5", "text", "null", "[]"}) {
            assertEquals("---\nimage: example.com/k\nmetadata: " + metadata + "\n",
                    Pinning.of(sandbox, LOCK, "image: known\nmetadata: " + metadata).state());
        }
    }
}
