//SOURCES BareArchive.java
//SOURCES Shard.java
//SOURCES Unsafe.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An umbrella chart with only a shard of its charts, made of links to the files of the whole one. */
final class ShardTree {
    private static final List<String> OF_EVERY_SHARD = List.of("values.yaml", "values.schema.json", ".helmignore",
            "requirements.yaml", "requirements.lock");

    private final Path umbrella;
    private final Path root;
    private final Set<String> links = new HashSet<>();

    private ShardTree(Path umbrella, Path root) {
        this.umbrella = umbrella.toAbsolutePath().normalize();
        this.root = root;
    }

    /**
     * Writes it.
     *
     * @param umbrella the whole one
     * @param chart what its {@code Chart.yaml} is to say
     * @param root a directory that does not exist yet
     */
    static ShardTree write(Path umbrella, Shard shard, String chart, Path root) {
        ShardTree tree = new ShardTree(umbrella, root);
        try {
            Files.createDirectories(root.resolve("charts"));
            tree.writeUmbrella(shard, chart);
            for (ShardUnit unit : shard.units()) {
                tree.link(root.resolve("charts").resolve(unit.entry()), unit.path());
            }
            for (ShardUnit unit : shard.values()) {
                tree.writeValues(unit, shard.templates().stream()
                        .filter(template -> template.unit().equals(unit.entry())).map(ShardTemplate::path)
                        .collect(Collectors.toSet()));
            }
            return tree;
        } catch (IOException | UnsupportedOperationException e) {
            throw new Unsafe("parts of it cannot be put into " + root + ": " + e.getMessage());
        }
    }

    Path root() {
        return root;
    }

    /** What helm said of it, as it would have said it of the whole umbrella. */
    Stream<String> warnings(String said) {
        return said.lines().filter(line -> links.stream().noneMatch(
                link -> line.contains("found symbolic link in path: " + link + " resolves to ")))
                .map(line -> line.replace(root.toString(), umbrella.toString()));
    }

    private void writeUmbrella(Shard shard, String chart) throws IOException {
        if (shard.hasUmbrella()) {
            try (Stream<Path> all = Files.list(umbrella)) {
                for (Path path : all.filter(path -> !path.getFileName().toString().equals("charts")).toList()) {
                    link(root.resolve(path.getFileName()), path);
                }
            }
            return;
        }
        for (String file : OF_EVERY_SHARD) {
            if (Files.exists(umbrella.resolve(file))) {
                link(root.resolve(file), umbrella.resolve(file));
            }
        }
        for (ShardTemplate template : shard.templates()) {
            if (template.unit().isEmpty()) {
                link(root.resolve(template.path()), umbrella.resolve(template.path()));
            }
        }
        Files.writeString(root.resolve("Chart.yaml"), chart);
    }

    /** Writes the files of a chart that decide on values, and some of its templates. */
    private void writeValues(ShardUnit unit, Set<String> templates) throws IOException {
        Path target = root.resolve("charts").resolve(unit.entry());
        Predicate<String> keep = path -> ShardUnit.isBare(path) || templates.contains(path);
        if (unit.isArchive()) {
            Files.write(target, BareArchive.of(Files.readAllBytes(unit.path()), keep));
            return;
        }
        Set<String> archives = new HashSet<>();
        for (String path : Stream.concat(unit.bare().stream(), templates.stream()).toList()) {
            int end = path.indexOf(".tgz/");
            if (end < 0) {
                link(target.resolve(path), unit.path().resolve(path));
            } else if (archives.add(path.substring(0, end + ".tgz".length()))) {
                String archive = path.substring(0, end + ".tgz".length());
                Files.createDirectories(target.resolve(archive).getParent());
                Files.write(target.resolve(archive), BareArchive.of(
                        Files.readAllBytes(unit.path().resolve(archive)), inner -> keep.test(archive + "/" + inner)));
            }
        }
    }

    private void link(Path link, Path target) throws IOException {
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, target.toAbsolutePath().normalize());
        links.add(link.toString());
    }
}
