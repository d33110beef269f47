package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A route with its first connection, to which tests make large calls and load. */
abstract class PoolInHand extends RouteInHand {
    static final int LARGE = ConnectionPool.LARGE;
    static final int HALF = 4; // of what a fake line carries

    final DirectRoute route = route();
    final FakeLine first = connected();

    Request request(int bytes) {
        return Request.outgoing(
                CODEC.service().methods().get(0),
                CODEC,
                new Object[0],
                Payload.of(new byte[bytes]),
                Deadline.after(Duration.ofMinutes(30), time),
                time.nanoTime(),
                CallOptions.defaults(),
                new CallScope());
    }

    CompletableFuture<Response> call(int bytes) {
        return route.invoke(request(bytes));
    }

    FakeLine bulkLane() {
        call(LARGE);
        return connected();
    }

    /** Half fills {@code line}, which holds its calls. */
    void halfFill(FakeLine line) {
        line.holds = true;
        int before = line.inFlight();
        for (int i = before; i < HALF; i++) {
            call(1);
        }
        assertThat(line.inFlight()).isEqualTo(HALF);
    }

    /** A line that was opened because the first one is half full, and that holds its calls. */
    FakeLine second() {
        halfFill(first);
        call(1);
        FakeLine second = connected();
        second.holds = true;
        return second;
    }
}
