package io.volant.rpc.benchmarks;

import static java.util.Objects.requireNonNull;

import io.volant.rpc.CallScope;
import io.volant.rpc.Deadline;
import io.volant.rpc.ExportedService;
import io.volant.rpc.Metadata;
import io.volant.rpc.MethodCodec;
import io.volant.rpc.MethodDescriptor;
import io.volant.rpc.Payload;
import io.volant.rpc.Peer;
import io.volant.rpc.Request;
import io.volant.rpc.RpcServer;
import io.volant.rpc.Ticker;
import io.volant.rpc.examples.user.ComputedUsers;
import io.volant.rpc.examples.user.UserService;
import io.volant.rpc.examples.user.Users;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What do the stages of a call cost that see its objects: to encode arguments, to dispatch a request that came in until its answer
 * is encoded, handler on the event loop, and to decode results?
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class StageBenchmark {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int NUMBER = 7;

    private final Ticker ticker = Ticker.system();
    private @Nullable RpcServer server;
    private @Nullable Stage existUser;
    private @Nullable Stage createUser;
    private @Nullable Stage getUser;
    private @Nullable Stage listUser;

    @Setup
    public void build() {
        LoneServer transport = new LoneServer();
        server = RpcServer.builder()
                .transport(transport)
                .service(UserService.class, new ComputedUsers(), where -> where.eventLoop())
                .start();
        ExportedService users = transport.service("UserService", "1");
        String email = Users.email(NUMBER);
        existUser = new Stage(users, "existUser", email, Users.exists(email));
        createUser = new Stage(users, "createUser", Users.user(NUMBER), Users.creates(Users.user(NUMBER)));
        getUser = new Stage(users, "getUser", (long) NUMBER, Users.user(NUMBER));
        listUser = new Stage(users, "listUser", NUMBER, Users.page(NUMBER));
    }

    @TearDown
    public void close() {
        requireNonNull(server).close();
    }

    @Benchmark
    public Payload encodeExistUser() {
        return requireNonNull(existUser).encode();
    }

    @Benchmark
    public Payload encodeCreateUser() {
        return requireNonNull(createUser).encode();
    }

    @Benchmark
    public Payload dispatchExistUser() {
        return requireNonNull(existUser).dispatch();
    }

    @Benchmark
    public Payload dispatchCreateUser() {
        return requireNonNull(createUser).dispatch();
    }

    @Benchmark
    public Payload dispatchGetUser() {
        return requireNonNull(getUser).dispatch();
    }

    @Benchmark
    public Object decodeBoolean() {
        return requireNonNull(existUser).decode();
    }

    @Benchmark
    public Object decodeUser() {
        return requireNonNull(getUser).decode();
    }

    @Benchmark
    public Object decodePageOfUsers() {
        return requireNonNull(listUser).decode();
    }

    /** One method, a question, and the right answer. */
    private final class Stage {
        private final ExportedService service;
        private final MethodDescriptor method;
        private final MethodCodec codec;
        private final Object[] arguments;
        private final Payload question;
        private final Payload answer;

        Stage(ExportedService service, String name, Object argument, Object right) {
            this.service = service;
            this.method = service.codec().service().methods().stream()
                    .filter(candidate -> candidate.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            this.codec = service.codec().method(method.index());
            this.arguments = new Object[] {argument};
            this.question = encode();
            this.answer = dispatch();
            if (!decode().equals(right)) {
                throw new IllegalStateException("wrong answer to " + name + ": " + decode());
            }
        }

        Payload encode() {
            return codec.encodeArguments(arguments);
        }

        Payload dispatch() {
            long now = ticker.nanoTime();
            Request request = Request.incoming(
                    method,
                    service.codec(),
                    question,
                    Metadata.empty(),
                    new Deadline(now + TIMEOUT.toNanos(), ticker),
                    now,
                    new CallScope(),
                    Peer.NONE);
            return service.invoker().invoke(request).join().payload();
        }

        Object decode() {
            return requireNonNull(codec.decodeResult(answer));
        }
    }
}
