//SOURCES ../Common.java
//SOURCES Kptfile.java
//SOURCES PackageDirectory.java
//SOURCES PackageMerge.java
//SOURCES PackageRepository.java

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Brings what upstream has changed into a package. */
final class PackageUpdate {
    private final PackageDirectory directory;
    private final Kptfile kptfile;
    private final Console console;

    /** What to do about changes of the package that were made here. */
    enum Strategy {
        /** They are brought together with upstream's. */
        RESOURCE_MERGE,
        /** There may be none. */
        FAST_FORWARD,
        /** They go. */
        FORCE_DELETE_REPLACE;

        /** As kpt writes it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** @throws Failure for one that there is not */
        static Strategy named(String name) {
            return Stream.of(values()).filter(strategy -> strategy.toString().equals(name)).findFirst()
                    .orElseThrow(() -> Failure.usage("there is no strategy " + name, "Known are: "
                            + Stream.of(values()).map(Strategy::toString).collect(Collectors.joining(", "))));
        }
    }

    /** What an update has done: from and to which commit, which files are other now, what people should look at. */
    record Done(PackageAddress upstream, String from, String to, Set<String> files, List<String> notes) {}

    /** @param directory of a package, which nobody else changes meanwhile */
    PackageUpdate(PackageDirectory directory, Console console) {
        this.directory = directory;
        this.kptfile = Kptfile.read(directory.path());
        this.console = console;
    }

    /**
     * Updates the package; fails before anything is written.
     *
     * @param ref of upstream; empty for the one that the package follows
     * @param strategy empty for the one that the package names
     */
    Done run(String ref, Optional<Strategy> strategy) {
        directory.requireCommitted();
        Strategy chosen = strategy.orElseGet(() -> Strategy.named(kptfile.strategy()));
        PackageAddress wanted = ref.isEmpty() ? kptfile.upstream() : kptfile.upstream().at(ref);
        Map<String, PackageFile> before = directory.files();
        PackageRepository.Fetched fetched;
        Map<String, PackageFile> base;
        try (PackageRepository repository = PackageRepository.open(wanted, console)) {
            fetched = repository.fetch(wanted);
            base = chosen == Strategy.FORCE_DELETE_REPLACE ? Map.of() : base(repository, wanted);
        }
        PackageAddress address = wanted.at(fetched.ref());
        Versions versions = new Versions(base, before, fetched.files(), address.toString());
        PackageMerge.Result result = switch (chosen) {
            case RESOURCE_MERGE -> versions.merged();
            case FAST_FORWARD -> versions.forwarded();
            case FORCE_DELETE_REPLACE -> versions.replaced();
        };
        Map<String, PackageFile> after = new TreeMap<>(result.files());
        after.put(Kptfile.NAME, before.get(Kptfile.NAME).with(Kptfile.in(directory.path().toString(), after)
                .orElse(kptfile).fetched(address, fetched.commit(), chosen.toString()).text()));
        PackageFiles.write(directory.path(), before, after);
        Set<String> changed = new TreeSet<>(before.keySet());
        changed.addAll(after.keySet());
        changed.removeIf(path -> before.containsKey(path) && before.get(path).says(after.get(path)));
        return new Done(address, kptfile.commit().orElse(""), fetched.commit(), changed, result.notes());
    }

    /** The package as it was fetched last. */
    private Map<String, PackageFile> base(PackageRepository repository, PackageAddress wanted) {
        Optional<String> commit = kptfile.commit();
        PackageAddress locked = kptfile.locked().orElse(wanted);
        if (commit.isEmpty()) {
            return Map.of();
        }
        if (!locked.repository().equals(wanted.repository())) {
            try (PackageRepository other = PackageRepository.open(locked.at(commit.get()), console)) {
                return base(other, locked, commit.get());
            }
        }
        return base(repository, locked, commit.get());
    }

    private Map<String, PackageFile> base(PackageRepository repository, PackageAddress locked, String commit) {
        return repository.at(commit, locked).orElseThrow(() -> new Failure(
                locked.repository() + " does not have commit " + commit.substring(0, Math.min(10, commit.length()))
                        + " any more, which " + directory.path() + " was fetched from: its history was rewritten",
                "What was changed here cannot be told from what upstream has changed. Look at it with\n"
                        + "render.java pkg diff --diff-type combined, and take upstream's files with\n"
                        + "--strategy force-delete-replace; what was changed here is still in Git then."));
    }

    /** The three versions of a package that a strategy works on; upstream's name is for people. */
    private final class Versions {
        private final Map<String, PackageFile> base;
        private final Map<String, PackageFile> local;
        private final Map<String, PackageFile> upstream;
        private final String address;

        Versions(Map<String, PackageFile> base, Map<String, PackageFile> local, Map<String, PackageFile> upstream,
                String address) {
            this.base = base;
            this.local = local;
            this.upstream = upstream;
            this.address = address;
        }

        private PackageMerge.Result merged() {
            String here = directory.path().toString();
            PackageMerge.Result result = PackageMerge.merge(new PackageVersion(address, others(base)),
                    new PackageVersion(here, others(local)), new PackageVersion(address, others(upstream)));
            FieldMerge fields = new FieldMerge();
            Kptfile own = kptfile.merged(Kptfile.in(address, base), Kptfile.in(address, upstream), fields);
            Map<String, PackageFile> files = new TreeMap<>(result.files());
            files.put(Kptfile.NAME, local.get(Kptfile.NAME).with(own.text()));
            List<String> notes = new ArrayList<>(result.notes());
            if (!fields.conflicts().isEmpty()) {
                notes.add(directory.path().resolve(Kptfile.NAME) + " was changed on both sides in the same fields; "
                        + "upstream's values are taken\n" + fields.conflicts().stream().map(FieldConflict::describe)
                        .collect(Collectors.joining("\n")));
            }
            return new PackageMerge.Result(files, notes);
        }

        private PackageMerge.Result forwarded() {
            Set<String> changed = new TreeSet<>(others(base).keySet());
            changed.addAll(others(local).keySet());
            changed.removeIf(path -> base.containsKey(path) && base.get(path).says(local.get(path)));
            if (!changed.isEmpty()) {
                throw new Failure(directory.path() + " was changed since it was fetched:\n  "
                        + String.join("\n  ", changed), "Use --strategy resource-merge to keep the changes, or"
                        + " force-delete-replace to drop them. Nothing was changed.");
            }
            Map<String, PackageFile> files = new TreeMap<>(others(upstream));
            files.put(Kptfile.NAME, merged().files().get(Kptfile.NAME));
            return new PackageMerge.Result(files, List.of());
        }

        private PackageMerge.Result replaced() {
            Map<String, PackageFile> files = new TreeMap<>(others(upstream));
            String name = kptfile.content().path("metadata").path("name").asText();
            files.put(Kptfile.NAME, PackageFile.of(Kptfile.in(address, upstream)
                    .map(own -> own.renamed(name)).orElseGet(() -> Kptfile.named(name)).text()));
            return new PackageMerge.Result(files, List.of());
        }
    }

    /** All but what a package says of itself. */
    static Map<String, PackageFile> others(Map<String, PackageFile> files) {
        Map<String, PackageFile> others = new TreeMap<>(files);
        others.remove(Kptfile.NAME);
        return others;
    }
}
