import java.util.List;
import java.util.Locale;

/**
 * Bars on a logarithmic scale, as SVG.
 *
 * @param series what each bar of a group stands for
 */
record Plot(String title, List<String> series, List<Group> groups) {
    private static final List<String> COLOURS = List.of("#9aa5b1", "#2b6cb0", "#2f855a");
    private static final int WIDTH = 760;
    private static final int LEFT = 90;
    private static final int TOP = 64;
    private static final int BAR = 14;
    private static final int GAP = 12;

    /** Bars that belong together; there may be fewer than series. */
    record Group(String name, List<Double> seconds) {}

    String svg() {
        int bottom = TOP + groups.stream().mapToInt(group -> group.seconds.size() * BAR + GAP).sum();
        StringBuilder svg = new StringBuilder(String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d"
                     font-family="sans-serif" font-size="12">
                <rect width="%1$d" height="%2$d" fill="white"/>
                <text x="%3$d" y="20" font-size="14" font-weight="bold">%4$s</text>
                """, WIDTH, bottom + 30, LEFT, title));
        int x = LEFT;
        for (int i = 0; i < series.size(); i++) {
            svg.append(rectangle(x, 32, 12, 12, COLOURS.get(i))).append(text(x + 18, 42, "start", series.get(i)));
            x += 40 + 7 * series.get(i).length();
        }
        for (double tick = least(); tick <= most(); tick *= 10) {
            svg.append(String.format(Locale.ROOT, "<line x1=\"%1$d\" x2=\"%1$d\" y1=\"%2$d\" y2=\"%3$d\" "
                    + "stroke=\"#dddddd\"/>%n", x(tick), TOP - 6, bottom));
            svg.append(text(x(tick), bottom + 16, "middle", label(tick)));
        }
        int y = TOP;
        for (Group group : groups) {
            svg.append(text(LEFT - 8, y + group.seconds.size() * BAR / 2 + 4, "end", group.name));
            for (int i = 0; i < group.seconds.size(); i++) {
                double seconds = group.seconds.get(i);
                svg.append(rectangle(LEFT, y, x(seconds) - LEFT, BAR - 2, COLOURS.get(i)))
                        .append(text(x(seconds) + 4, y + BAR - 3, "start", label(seconds)));
                y += BAR;
            }
            y += GAP;
        }
        return svg.append("</svg>\n").toString();
    }

    private double least() {
        return Math.pow(10, Math.floor(Math.log10(all().min().orElse(1))));
    }

    private double most() {
        return Math.pow(10, Math.ceil(Math.log10(all().max().orElse(1))));
    }

    private java.util.stream.DoubleStream all() {
        return groups.stream().flatMap(group -> group.seconds.stream()).mapToDouble(Double::doubleValue);
    }

    private int x(double seconds) {
        double part = Math.log10(seconds / least()) / Math.log10(most() / least());
        return LEFT + (int) Math.round(part * (WIDTH - LEFT - 60));
    }

    private static String label(double seconds) {
        return String.format(Locale.ROOT, seconds < 1 ? "%.2f s" : "%.1f s", seconds);
    }

    private static String rectangle(int x, int y, int width, int height, String colour) {
        return String.format(Locale.ROOT, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>%n",
                x, y, width, height, colour);
    }

    private static String text(int x, int y, String anchor, String text) {
        return String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n",
                x, y, anchor, text);
    }
}
