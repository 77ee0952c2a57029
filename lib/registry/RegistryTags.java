//SOURCES ../Console.java
//SOURCES ../Failure.java
//SOURCES ../Nearest.java
//SOURCES ../yaml/Json.java
//SOURCES RegistryHttp.java

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The list of a repository's tags, which registries give page by page. */
final class RegistryTags {
    static final String FIRST_PAGE = "tags/list?n=1000";
    private static final Pattern NEXT = Pattern.compile(
            "<[^>?]*\\?([\\w.~%&=+:/@!$'()*,;-]+)[^>]*>[^,<]*;\\s*rel\\s*=\\s*\"?next\\b");
    private static final int MOST_SHOWN = 12;

    private RegistryTags() {}

    /** The tags of one page. */
    static List<String> of(String repository, RegistryHttp.Answer page) {
        try {
            JsonNode content = Json.MAPPER.readTree(page.body());
            if (content.isObject()) { // a repository without tags has null
                List<String> tags = new ArrayList<>();
                content.path("tags").forEach(tag -> tags.add(tag.asText()));
                return tags;
            }
        } catch (IOException e) {
            // told below
        }
        throw new Failure("cannot look up " + repository + ":\n  the answer is no list of tags",
                "Check that the host is a registry, and what is in between.");
    }

    /** Where the next page is. Of the link only the query counts, so that it leads nowhere else. */
    static Optional<String> nextPage(RegistryHttp.Answer page) {
        return page.headers("Link").stream().map(NEXT::matcher).filter(Matcher::find)
                .map(link -> "tags/list?" + link.group(1)).findFirst();
    }

    /** What to tell somebody who named a tag that is not among these. */
    static String advice(String wanted, List<String> tags) {
        if (tags.isEmpty()) {
            return "It has no tags at all.";
        }
        String meant = Nearest.of(wanted, tags).map(tag -> "Did you mean " + tag + "?\n").orElse("");
        return meant + (tags.size() > MOST_SHOWN ? "It has " + tags.size() + " tags."
                : "Its tags:\n  " + Console.wrapped(tags, "  "));
    }
}
