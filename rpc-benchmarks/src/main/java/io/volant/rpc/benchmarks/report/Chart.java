package io.volant.rpc.benchmarks.report;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Bars with whiskers as one SVG file: a panel per group and unit, each with a scale of its own, nothing to load or run. */
public final class Chart {
    private static final int WIDTH = 860;
    private static final int LEFT = 260;
    private static final int RIGHT = 120;
    private static final int BAR = 16;
    private static final int STEP = 22;
    private static final int HEAD = 30;
    private static final int GAP = 14;
    private static final int MARGIN = 10;
    private static final String STYLE = """
            text{font:12px sans-serif;fill:#1c1c1c} .head{font-weight:bold} .label{text-anchor:end}
            .bar{fill:#4c78a8} .whisker{stroke:#1c1c1c;stroke-width:1.2} .ground{fill:#ffffff}
            """;

    private final StringBuilder body = new StringBuilder();
    private int y = MARGIN;

    private Chart() {}

    /** The picture, as the text of an SVG file. */
    public static String of(Results results) {
        Chart chart = new Chart();
        Map<String, List<Row>> panels = results.rows().stream()
                .collect(groupingBy(
                        row -> row.group() + ", " + row.unit() + (row.lowerIsBetter() ? " (less is better)" : ""),
                        LinkedHashMap::new,
                        Collectors.toList()));
        panels.forEach(chart::panel);
        return chart.file();
    }

    private void panel(String title, List<Row> rows) {
        y += HEAD;
        text("head", MARGIN, y - GAP, title);
        double largest = rows.stream()
                .mapToDouble(row -> row.hasInterval() ? Math.max(row.score(), row.high()) : row.score())
                .max()
                .orElse(1);
        for (Row row : rows) {
            bar(row, largest > 0 ? largest : 1);
            y += STEP;
        }
    }

    private void bar(Row row, double largest) {
        int middle = y + BAR / 2;
        int baseline = middle + 4;
        double end = position(row.score(), largest);
        text("label", LEFT - 6, baseline, row.label());
        body.append(format(
                "<rect class=\"bar\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>\n", LEFT, y, end - LEFT, BAR));
        double textAt = end;
        if (row.hasInterval()) {
            double low = position(Math.max(0, row.low()), largest);
            double high = position(row.high(), largest);
            for (double[] line : whisker(low, high, middle)) {
                body.append(format(
                        "<line class=\"whisker\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n",
                        line[0], line[1], line[2], line[3]));
            }
            textAt = Math.max(end, high);
        }
        text("value", textAt + 6, baseline, Figures.plain(row.score()));
    }

    private static List<double[]> whisker(double low, double high, int middle) {
        List<double[]> lines = new ArrayList<>();
        lines.add(new double[] {low, middle, high, middle});
        lines.add(new double[] {low, middle - 4, low, middle + 4});
        lines.add(new double[] {high, middle - 4, high, middle + 4});
        return lines;
    }

    private static double position(double value, double largest) {
        return LEFT + (WIDTH - LEFT - RIGHT) * value / largest;
    }

    private void text(String style, double x, int baseline, String content) {
        body.append(format("<text class=\"%s\" x=\"%.1f\" y=\"%d\">%s</text>\n", style, x, baseline, escape(content)));
    }

    private String file() {
        int height = y + MARGIN;
        return format(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">\n",
                        WIDTH, height, WIDTH, height)
                + "<style>\n" + STYLE + "</style>\n"
                + "<rect class=\"ground\" width=\"100%\" height=\"100%\"/>\n"
                + body + "</svg>\n";
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
