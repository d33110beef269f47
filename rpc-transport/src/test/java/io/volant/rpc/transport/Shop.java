package io.volant.rpc.transport;

import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcService;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The service of the examples of bodies in {@code docs/protocol.md}. */
@RpcService
interface Shop {
    Order order(int id, String customer, List<Line> lines) throws SoldOut;

    @RpcMethod(oneway = true)
    void touch(long id);

    Map<String, Optional<Instant>> times(Kind kind, byte[] raw, double[] weights, Set<Integer> ids);

    record Order(
            long id,
            String customer,
            List<Line> lines,
            @Nullable Kind kind) {}

    enum Kind {
        SMALL,
        LARGE
    }

    /** A bean: fields by name, whatever their order here. */
    final class Line {
        String item = "";
        int count;

        static Line of(int count, String item) {
            Line line = new Line();
            line.count = count;
            line.item = item;
            return line;
        }
    }

    final class SoldOut extends Exception {
        private static final long serialVersionUID = 1L;

        SoldOut(String message) {
            super(message);
        }
    }
}
