package io.volant.rpc.benchmarks.codec;

import io.volant.rpc.RpcService;
import io.volant.rpc.examples.user.Page;
import io.volant.rpc.examples.user.User;
import io.volant.rpc.examples.user.Users;
import java.util.stream.LongStream;

/** The results to serialize, each the result of a method, since that is how Volant knows types. */
@RpcService
interface Samples {
    User user();

    Page<User> page15();

    Order order();

    long[] longs1k();

    /** The object of this name. */
    static Object of(String type) {
        return switch (type) {
            case "user" -> Users.user(7);
            case "page15" -> Users.page(7);
            case "order" -> Order.sample();
            case "longs1k" -> LongStream.range(0, 1_000).map(n -> n * n * n).toArray();
            default ->
                throw new IllegalArgumentException("type: " + type + " (expected: user, page15, order or longs1k)");
        };
    }
}
