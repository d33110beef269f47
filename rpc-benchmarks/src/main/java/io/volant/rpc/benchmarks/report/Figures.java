package io.volant.rpc.benchmarks.report;

import java.util.Locale;

/** Numbers as people read them: three or four digits that count. */
final class Figures {
    private static final double WHOLE = 100;
    private static final double ONE_DIGIT = 10;
    private static final double TWO_DIGITS = 0.1;

    private Figures() {}

    static String plain(double figure) {
        double size = Math.abs(figure);
        String format = size >= WHOLE ? "%,.0f" : size >= ONE_DIGIT ? "%.1f" : size >= TWO_DIGITS ? "%.2f" : "%.4f";
        return String.format(Locale.ROOT, format, figure);
    }

    static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }
}
