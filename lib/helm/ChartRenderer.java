import java.nio.file.Path;

/** Renders a chart. */
interface ChartRenderer {
    /** Writes the manifests into a directory, below one that is named after the chart. */
    void writeTo(Path output);
}
