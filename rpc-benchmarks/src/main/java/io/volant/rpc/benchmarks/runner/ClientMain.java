package io.volant.rpc.benchmarks.runner;

import io.volant.rpc.benchmarks.load.BlockingLoad;
import io.volant.rpc.benchmarks.load.ChildMain;
import io.volant.rpc.benchmarks.load.InFlightLoad;
import io.volant.rpc.benchmarks.load.Inquiry;
import io.volant.rpc.benchmarks.load.Load;
import io.volant.rpc.benchmarks.load.Loads;
import io.volant.rpc.benchmarks.load.Question;
import io.volant.rpc.benchmarks.reference.FramedPipelined;
import io.volant.rpc.benchmarks.system.RpcSystem;
import io.volant.rpc.benchmarks.system.UserClient;
import io.volant.rpc.examples.user.UserService;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;

/** The client's JVM: {@code SYSTEM PORT}, then what {@link ChildMain#load} answers. */
final class ClientMain {
    private ClientMain() {}

    public static void main(String[] arguments) {
        ChildMain.run((orders, out) -> ChildMain.load(
                loads(RpcSystem.of(arguments[0]), Integer.parseInt(arguments[1])), "as they come", orders, out));
    }

    private static Function<String, Load> loads(RpcSystem system, int port) {
        if (system == RpcSystem.R3) {
            FramedPipelined framed = FramedPipelined.connect(port, Question.emails());
            return label -> new FramedLoad(framed, BenchCase.of(label).width());
        }
        UserService users = UserClient.connect(system, port).users();
        ExecutorService threads = Loads.threads();
        return label -> load(BenchCase.of(label), users, threads);
    }

    private static Load load(BenchCase which, UserService users, ExecutorService threads) {
        return which.isAsynchronous()
                ? new InFlightLoad(new ExistUserAsker(users), which.width())
                : new BlockingLoad(Inquiry.of(which.question(), users), which.width(), threads);
    }
}
