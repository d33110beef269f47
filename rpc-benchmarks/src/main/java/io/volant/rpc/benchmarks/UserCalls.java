package io.volant.rpc.benchmarks;

import io.volant.rpc.benchmarks.system.RpcSystem;
import io.volant.rpc.benchmarks.system.ServerSpec;
import io.volant.rpc.benchmarks.system.UserClient;
import io.volant.rpc.examples.user.UserService;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The workload's server and the connections to it, for one trial. The first value of each parameter is the default. */
@State(Scope.Benchmark)
public class UserCalls {
    /** volant, R1, R2. */
    @Param("volant")
    public String system = "";

    /** otherJvm, sameJvm, inProcess. */
    @Param("otherJvm")
    public String server = "";

    /** Where Volant's handlers run: pool, eventLoop. */
    @Param("pool")
    public String handler = "";

    /** Shared by the threads in turn: 1, 4. */
    @Param("1")
    public int connections;

    private final List<UserClient> clients = new ArrayList<>();
    private @Nullable BenchServer running;

    @Setup(Level.Trial)
    public void start() {
        RpcSystem measured = measured();
        BenchServer started = BenchServer.start(server, ServerSpec.users(measured));
        running = started;
        for (int i = 0; i < connections; i++) {
            clients.add(UserClient.connect(measured, started.port(), started.transport()));
        }
    }

    @TearDown(Level.Trial)
    public void stop() {
        clients.forEach(UserClient::close);
        clients.clear();
        if (running != null) {
            running.close();
        }
    }

    UserService users(int thread) {
        return clients.get(thread % clients.size()).users();
    }

    private RpcSystem measured() {
        return switch (handler) {
            case "eventLoop" -> RpcSystem.of(system);
            case "pool" -> system.equals("volant") ? RpcSystem.VOLANT_POOL : RpcSystem.of(system);
            default -> throw new IllegalArgumentException("handler: " + handler + " (expected: pool or eventLoop)");
        };
    }
}
