//SOURCES ShardUnit.java

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Who defines which named template in an umbrella, and so which templates of other charts one needs.
 *
 * <p>Where texts that define a name differ, the last one that Helm parses counts. So every different one is needed,
 * each from the last file that surely has it, to give the same in a part of the umbrella.
 */
final class TemplateNames {
    private final Map<String, List<ShardTemplate>> needed = new HashMap<>();
    private final Map<String, Set<String>> texts = new HashMap<>();
    private final Set<String> defined = new HashSet<>();
    private final Predicate<ShardTemplate> isSure;
    private final Map<String, Set<String>> matching = new HashMap<>();

    /** @param isSure whether a template is there whatever the values are */
    TemplateNames(Collection<ShardTemplate> templates, Predicate<ShardTemplate> isSure) {
        this.isSure = isSure;
        Map<String, List<ShardTemplate>> definers = new HashMap<>();
        for (ShardTemplate template : templates) {
            defined.addAll(template.scan().defined());
            template.scan().defined().forEach(name -> definers.computeIfAbsent(name, any -> new ArrayList<>())
                    .add(template));
            template.names().forEach(name -> definers.computeIfAbsent(name, any -> new ArrayList<>()).add(template));
        }
        definers.forEach((name, all) -> {
            Set<String> sure = new HashSet<>();
            needed.put(name, all.size() == 1 ? all : all.stream().sorted(ShardTemplate.FIRST_WINS)
                    .filter(template -> !isSure.test(template) || sure.add(template.sha256())).toList());
            Set<String> different = texts.computeIfAbsent(name, any -> new HashSet<>());
            all.forEach(template -> different.add(template.sha256()));
        });
    }

    /**
     * What templates need of others.
     *
     * @param templates of others, by which the names that are used are defined
     * @param scan what all of these and the templates themselves say
     */
    record Needs(Set<ShardTemplate> templates, TemplateScan scan) {}

    /**
     * What templates need.
     *
     * @param own the templates
     * @param texts what {@code tpl} may be given in them
     * @param files what it may be given that is in files which templates read
     */
    Needs needsOf(List<ShardTemplate> own, TemplateScan texts, TemplateScan files) {
        Search search = new Search(own);
        own.forEach(template -> search.add(template.scan()));
        search.run();
        if (search.scan.does(TemplateScan.Trait.TPL)) {
            search.addTexts(search.scan.does(TemplateScan.Trait.FILES) ? texts.plus(files) : texts);
            search.run();
            if (search.scan.does(TemplateScan.Trait.DECODES)) {
                search.openMatching(TemplateScan.ANY);
                search.run();
            }
        }
        return new Needs(search.found, search.scan);
    }

    private Set<String> matching(String pattern) {
        return matching.computeIfAbsent(pattern, any -> {
            Predicate<String> matches = Pattern.compile(pattern, Pattern.DOTALL).asMatchPredicate();
            Set<String> names = new HashSet<>();
            needed.keySet().stream().filter(matches).forEach(names::add);
            return names;
        });
    }

    private final class Search {
        private final Set<ShardTemplate> own;
        private final Set<String> ownTexts;
        private final Set<ShardTemplate> found = new LinkedHashSet<>();
        private final Set<String> seen = new HashSet<>();
        private final Deque<String> open = new ArrayDeque<>();
        private TemplateScan scan = TemplateScan.NOTHING;
        private boolean readsTexts;

        Search(List<ShardTemplate> own) {
            this.own = new HashSet<>(own);
            this.ownTexts = new HashSet<>();
            own.stream().filter(isSure).forEach(template -> ownTexts.add(template.sha256()));
        }

        void add(TemplateScan one) {
            scan = scan.plus(one);
            one.names().forEach(this::open);
            one.patterns().forEach(this::openMatching);
            if (readsTexts) {
                one.quoted().forEach(text -> addText(TemplateScan.of(text)));
            }
        }

        void addTexts(TemplateScan texts) {
            readsTexts = true;
            addText(texts);
            List.copyOf(scan.quoted()).forEach(text -> addText(TemplateScan.of(text)));
        }

        /** Text that becomes a template: a name in it that nobody has may be put together with others. */
        private void addText(TemplateScan text) {
            boolean isWhole = !text.does(TemplateScan.Trait.PIECES) && !text.does(TemplateScan.Trait.DECODES);
            for (String name : text.names()) {
                if (name.contains("%")) {
                    openMatching(TemplateScan.format(name));
                } else {
                    isWhole &= needed.containsKey(name) || text.defined().contains(name);
                }
            }
            if (!isWhole) {
                openMatching(TemplateScan.ANY);
            }
            add(text);
        }

        /** A computed name may be the path of a template only where something speaks of such paths. */
        private void openMatching(String pattern) {
            boolean isPath = pattern.contains("/") || scan.does(TemplateScan.Trait.PATHS);
            matching(pattern).stream().filter(name -> isPath || defined.contains(name)).forEach(this::open);
        }

        private void open(String name) {
            if (needed.containsKey(name) && seen.add(name)) {
                open.add(name);
            }
        }

        void run() {
            while (!open.isEmpty()) {
                String name = open.remove();
                if (texts.get(name).size() == 1 && ownTexts.containsAll(texts.get(name))) {
                    continue; // it is the same wherever it comes from
                }
                for (ShardTemplate template : needed.get(name)) {
                    if (!own.contains(template) && found.add(template)) {
                        add(template.scan());
                    }
                }
            }
        }
    }
}
