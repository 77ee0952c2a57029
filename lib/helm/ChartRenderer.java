//SOURCES RenderedChart.java

/** Renders a chart. */
interface ChartRenderer {
    RenderedChart render();
}
