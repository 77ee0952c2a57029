//SOURCES ../Console.java
//SOURCES ../Failure.java
//SOURCES ../helm/Chart.java
//SOURCES ../helm/ChartsDirectory.java
//SOURCES ../io/TemporaryDirectory.java
//SOURCES ../tools/Tools.java
//SOURCES ChartRepositories.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Has helm compare charts with the signed statements that their repositories have of them. */
record ChartProvenance(Tools.Tool helm, ChartRepositories repositories, Console console) {
    private static final Pattern SIGNER = Pattern.compile("(?m)^Signed by: ?(.*)$");

    /**
     * Verifies each archive in {@code charts/} that comes from a repository, and names those without a statement.
     *
     * @param keyring a file of public keys; empty for helm's own choice
     * @throws Failure naming the first that is not what was signed, or that nobody signed whose key is there
     */
    void verify(Chart chart, String keyring) {
        List<SubChart> held = ChartsDirectory.of(chart).charts();
        chart.lock().dependencies().stream().filter(Chart.Dependency::isRemote).distinct().forEach(dependency ->
                held.stream().filter(one -> one.isArchive() && dependency.isIn(one)).findFirst()
                        .ifPresent(archive -> verify(dependency, archive, keyring)));
    }

    private void verify(Chart.Dependency dependency, SubChart archive, String keyring) {
        ChartRepository repository = repositories.at(dependency.url());
        Optional<byte[]> provenance = repository.find(dependency.name(), dependency.version())
                .flatMap(repository::provenance);
        if (provenance.isEmpty()) {
            console.info(dependency + " is not signed");
            return;
        }
        String name = dependency.name() + "-" + dependency.version() + ".tgz";
        try (TemporaryDirectory directory = TemporaryDirectory.create("provenance-")) {
            Path copy = Files.copy(archive.path(), directory.path().resolve(name));
            Files.write(directory.path().resolve(name + ".prov"), provenance.get());
            List<String> arguments = new ArrayList<>(List.of("verify", copy.toString()));
            if (!keyring.isEmpty()) {
                arguments.addAll(List.of("--keyring", keyring));
            }
            Run verify = helm.run(arguments);
            Run.Result result = verify.result();
            if (result.exit() != 0) {
                throw new Failure(archive.path() + " is not what was signed as " + dependency,
                        verify.failure(result).advice());
            }
            Matcher signer = SIGNER.matcher(result.out());
            console.info(dependency + " is signed" + (signer.find() ? " by " + signer.group(1) : ""));
        } catch (IOException e) {
            throw new Failure("cannot verify " + archive.path() + ": " + e.getMessage());
        }
    }
}
