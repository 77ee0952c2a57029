//SOURCES ../Common.java
//SOURCES ../sops/SopsConfig.java
//SOURCES PlainSecrets.java
//SOURCES SecretWriter.java

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Finds the files of a project that hold secrets, encrypted or not. */
final class SecretFileSearch {
    private final Path project;
    private final Path release;
    private final SopsConfig config;

    /** @param release where rendered manifests are */
    SecretFileSearch(Path project, Path release, SopsConfig config) {
        this.project = project;
        this.release = release;
        this.config = config;
    }

    /** What is to be encrypted: by its name, because {@code .sops.yaml} names it, or as a Secret in a release. */
    List<Path> toEncrypt() {
        return all().stream().filter(this::isSecret).toList();
    }

    /** What is encrypted. */
    List<Path> encrypted() {
        return all().stream().filter(file -> {
            byte[] content = SecretWriter.read(file);
            String text = new String(content, StandardCharsets.UTF_8);
            return text.contains("ENC[AES256_GCM") && isEncrypted(file, content);
        }).toList();
    }

    boolean isInRelease(Path file) {
        return file.toAbsolutePath().normalize().startsWith(release.toAbsolutePath().normalize());
    }

    private static boolean isEncrypted(Path file, byte[] content) {
        try {
            return SecretDocuments.read(file.toString(), content).isEncrypted();
        } catch (Failure other) {
            return false;
        }
    }

    private boolean isSecret(Path file) {
        String name = file.getFileName().toString();
        if (name.equals(SopsConfig.FILE) || name.equals(Settings.FILE)) {
            return false;
        }
        boolean isText = SopsFormat.of(name) != SopsFormat.BINARY;
        if (config.ruleFor(file).filter(SopsRule::namesFiles).isPresent()) {
            return !isText || !isTemplate(file) && (!isInRelease(file) || hasSecret(file));
        }
        return isText && (isInRelease(file) ? hasSecret(file) : name.contains("secret") && !isTemplate(file)
                && (hasSecret(file) || !isManifest(file)));
    }

    private static boolean isTemplate(Path file) {
        return text(file).contains("{{");
    }

    private static boolean isManifest(Path file) {
        return text(file).lines().anyMatch(line -> line.startsWith("kind:"));
    }

    private static boolean hasSecret(Path file) {
        return text(file).lines().anyMatch(line -> line.matches("kind: *[\"']?Secret[\"']?\\s*(#.*)?"));
    }

    private static String text(Path file) {
        return new String(SecretWriter.read(file), StandardCharsets.UTF_8);
    }

    private List<Path> all() {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(project.toString().isEmpty() ? Path.of(".") : project, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return directory.endsWith(".git") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        files.add(project.toString().isEmpty() ? file.normalize() : file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw Failure.reading(project, e);
        }
        return files.stream().sorted().toList();
    }
}
