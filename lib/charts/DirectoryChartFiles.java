//SOURCES ../Failure.java
//SOURCES ChartFiles.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A repository that is a directory, such as a copy of one that is elsewhere. */
record DirectoryChartFiles(Path directory) implements ChartFiles {
    private static final RegistryHttp.Answer NOTHING = new RegistryHttp.Answer(404, Map.of(), new byte[0]);

    /** Of a URL only the last name counts: the index may be that of where the directory was copied from. */
    @Override
    public RegistryHttp.Answer get(String location, Map<String, String> conditions) {
        String name = location.contains("://") ? location.substring(location.lastIndexOf('/') + 1) : location;
        Path file = directory.resolve(name.replace("%2B", "+")).normalize();
        if (!file.startsWith(directory.normalize()) || !Files.isRegularFile(file)) {
            return NOTHING;
        }
        try {
            return new RegistryHttp.Answer(200, Map.of(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw Failure.reading(file, e);
        }
    }

    @Override
    public String reason(RegistryHttp.Answer refusal) {
        return "there is no such file";
    }

    @Override
    public String advice(RegistryHttp.Answer refusal) {
        return "";
    }
}
