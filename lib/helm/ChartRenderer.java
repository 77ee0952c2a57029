import java.nio.file.Path;
import java.util.List;

/** Renders a chart. */
interface ChartRenderer {
    /**
     * Writes the manifests into a directory, below one that is named after the chart.
     *
     * @return what helm warns of, each warning once and sorted: helm repeats them, and in no order that it keeps
     */
    List<String> writeTo(Path output);
}
