package io.volant.rpc.examples.demo;

import io.volant.rpc.Layer;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcServerBuilder;
import io.volant.rpc.examples.user.UserService;
import java.util.Locale;

/** The server of demo and serve: the workload on worker threads, with room for all calls that the load has in flight. */
final class UserServer {
    static final int WORKERS = 32;
    static final int QUEUE = 10_000;

    private UserServer() {}

    /** The settings that matter under load, as text. */
    static String describe() {
        return String.format(Locale.ROOT, "%d workers, workersQueue %,d, fixedLimit", WORKERS, QUEUE);
    }

    /**
     * A server that writes no record.
     *
     * @param name stands in the metadata of its replies, unless it is empty
     */
    static RpcServerBuilder builder(int port, String name, UserService users) {
        RpcServerBuilder server = RpcServer.builder()
                .port(port)
                .workers(WORKERS)
                .workersQueue(QUEUE)
                .fixedLimit()
                .service(UserService.class, users);
        return name.isEmpty() ? server : server.interceptor(Layer.CALL, new ServerName(name));
    }

    /** A server that writes down what it executes. */
    static RpcServerBuilder builder(int port, String name, UserService users, RecordFile record) {
        // next to the method: it sees what really runs
        return builder(port, name, users).interceptor(Layer.ATTEMPT, new ExecutionRecorder(record));
    }
}
