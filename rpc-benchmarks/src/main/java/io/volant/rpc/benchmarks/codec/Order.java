package io.volant.rpc.benchmarks.codec;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An order with lines, labels and an enum: what business objects are made of. Holds the collections it is given. */
record Order(
        UUID id,
        long customer,
        State state,
        List<Line> lines,
        Map<String, String> labels,
        BigDecimal total,
        Instant placed)
        implements Serializable {
    private static final int LINES = 8;

    enum State {
        OPEN,
        PAID,
        SENT
    }

    record Line(String article, int quantity, BigDecimal price, boolean gift) implements Serializable {}

    static Order sample() {
        List<Line> lines = new ArrayList<>();
        BigDecimal total = BigDecimal.ZERO;
        for (int n = 0; n < LINES; n++) {
            BigDecimal price = BigDecimal.valueOf(1_990L + n, 2);
            lines.add(new Line("article-" + n, n + 1, price, n % 3 == 0));
            total = total.add(price.multiply(BigDecimal.valueOf(n + 1L)));
        }
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("channel", "web");
        labels.put("region", "Łódź");
        return new Order(
                new UUID(0x1234_5678_9abc_def0L, 0x8fed_cba9_8765_4321L),
                4_711,
                State.PAID,
                lines,
                labels,
                total,
                Instant.ofEpochSecond(1_700_000_000L, 123_000_000));
    }
}
