package org.patchbay.console.internal.text;

import java.util.ArrayList;
import java.util.List;

/** A table: the first row is the head, every column as wide as its widest cell. */
public final class Columns {
    private static final int MAX_WIDTH = 60;
    private final List<List<String>> rows = new ArrayList<>();

    public Columns(String... head) {
        rows.add(List.of(head));
    }

    public Columns row(String... cells) {
        if (cells.length != rows.get(0).size()) {
            throw new IllegalArgumentException(cells.length + " cells");
        }
        List<String> row = new ArrayList<>();
        for (String cell : cells) {
            row.add(Printable.of(cell, MAX_WIDTH));
        }
        rows.add(row);
        return this;
    }

    public List<String> lines() {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            out.append(pad(row.get(i), widths[i])).append("  ");
        }
        return out.toString().stripTrailing();
    }

    static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    static String padLeft(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
