//SOURCES Json.java
//SOURCES YamlScanner.java

import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.comments.CommentLine;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.resolver.Resolver;

/** Parses YAML into nodes; marks plain scalars instead of guessing their types, which is {@link YamlScalar}'s part. */
final class YamlComposer extends Composer {
    static final Tag PLAIN = new Tag("!plain");
    static final int DEEPEST = 1000;

    YamlComposer(String text) {
        this(text, options());
    }

    private YamlComposer(String text, LoaderOptions options) {
        super(new ParserImpl(new YamlScanner(text, options)), new PlainResolver(), options);
    }

    /** Takes a lone {@code !} for what it means: that the scalar is text. */
    @Override
    protected Node composeScalarNode(String anchor, List<CommentLine> comments) {
        boolean isText = "!".equals(((ScalarEvent) parser.peekEvent()).getTag());
        Node node = super.composeScalarNode(anchor, comments);
        if (isText) {
            node.setTag(Tag.STR);
        }
        return node;
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        options.setMaxAliasesForCollections(Integer.MAX_VALUE);
        options.setNestingDepthLimit(DEEPEST);
        options.setTagInspector(tag -> true);
        return options;
    }

    private static final class PlainResolver extends Resolver {
        @Override
        protected void addImplicitResolvers() {}

        @Override
        public Tag resolve(NodeId kind, String value, boolean implicit) {
            return kind == NodeId.scalar && implicit ? PLAIN : super.resolve(kind, value, implicit);
        }
    }
}
