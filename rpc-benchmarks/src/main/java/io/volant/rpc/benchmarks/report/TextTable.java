package io.volant.rpc.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A Markdown table that also reads well as it stands: the first column to the left, the others to the right. */
public final class TextTable {
    private final List<List<String>> lines = new ArrayList<>();
    private final int columns;

    public TextTable(List<String> heads) {
        this.columns = heads.size();
        lines.add(List.copyOf(heads));
    }

    public void add(List<String> cells) {
        if (cells.size() != columns) {
            throw new IllegalArgumentException("cells: " + cells.size() + " (expected: " + columns + ")");
        }
        lines.add(List.copyOf(cells));
    }

    /** With a line end after every line. */
    @Override
    public String toString() {
        int[] widths = new int[columns];
        for (List<String> line : lines) {
            for (int column = 0; column < columns; column++) {
                widths[column] = Math.max(widths[column], line.get(column).length());
            }
        }
        StringBuilder out = new StringBuilder();
        for (int row = 0; row < lines.size(); row++) {
            append(out, lines.get(row), widths);
            if (row == 0) {
                append(out, Collections.nCopies(columns, ""), widths);
            }
        }
        return out.toString();
    }

    private static void append(StringBuilder out, List<String> line, int[] widths) {
        boolean ruler = line.stream().allMatch(String::isEmpty);
        for (int column = 0; column < widths.length; column++) {
            String cell = line.get(column);
            if (ruler) {
                String dashes = "-".repeat(widths[column] + 1);
                out.append(column == 0 ? "|:" + dashes : "|" + dashes + ":");
            } else {
                String space = " ".repeat(widths[column] - cell.length());
                out.append("| ")
                        .append(column == 0 ? cell + space : space + cell)
                        .append(' ');
            }
        }
        out.append("|\n");
    }
}
