package io.volant.rpc.contract;

import static io.volant.rpc.contract.Events.get;
import static io.volant.rpc.contract.Events.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.CallContext;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** What clients and servers write to the log about calls. */
public abstract class LoggingContract extends TransportContract {
    private static final String SECRET = "correct horse battery staple";

    @RpcService
    interface Vault {
        String open(String password);

        @RpcMethod(oneway = true)
        void forget(String password);

        List<String> context();

        CompletableFuture<String> elsewhere();
    }

    private static final class Strict implements Vault {
        @Override
        public String open(String password) {
            throw new IllegalStateException("locked");
        }

        @Override
        public void forget(String password) {
            throw new IllegalStateException("locked");
        }

        @Override
        public List<String> context() {
            return Stream.of("rpc.service", "rpc.method", "rpc.call", "rpc.peer")
                    .map(key -> String.valueOf(MDC.get(key)))
                    .toList();
        }

        @Override
        public CompletableFuture<String> elsewhere() {
            Executor carrying = CallContext.current().wrap(ForkJoinPool.commonPool());
            return CompletableFuture.supplyAsync(() -> String.valueOf(MDC.get("rpc.method")), carrying);
        }
    }

    @Test
    void failuresOfOneKindAreLoggedOnceASecondUnderOneId() {
        Vault vault = stub(Vault.class, new Strict());
        try (Log log = Log.open()) {
            RpcException first = failure(() -> vault.open(SECRET));
            RpcException second = failure(() -> vault.open(SECRET));

            assertThat(first.errorId()).isNotEmpty();
            assertThat(log.text()).contains("event=handler_failed id=" + first.errorId() + " method=Vault.open");
            if (!second.errorId().equals(first.errorId())) { // a machine that stood still for a second in between
                assertThat(log.text()).contains("id=" + second.errorId());
            } else {
                assertThat(count(log, "event=handler_failed")).isEqualTo(1);
            }
            assertThat(log.text()).doesNotContain(SECRET);
        }
    }

    @Test
    void aOneWayCallThatFailsIsLoggedWhereItRan() {
        RpcServer server = serve(Vault.class, new Strict());
        Vault vault = connect(server).stub(Vault.class);
        try (Log log = Log.open()) {
            vault.forget(SECRET);
            until("logged", () -> log.text().contains("event=oneway_failed"));

            assertThat(log.text())
                    .containsPattern("event=oneway_failed side=server peer=\\S+ method=Vault.forget status=INTERNAL")
                    .doesNotContain(SECRET);
        }
    }

    @Test
    void aCallThatTakesLongIsLoggedOnBothSidesWhereThatIsWanted() {
        Duration any = Duration.ofNanos(1);
        RpcServer server = start(server().slowCall(any).service(Vault.class, new Strict()));
        Vault vault = closing(client(server).slowCall(any).connect()).stub(Vault.class);
        try (Log log = Log.open()) {
            failure(() -> vault.open(SECRET));

            assertThat(log.text())
                    .containsPattern("event=slow_call side=client method=Vault.open status=INTERNAL millis=\\d+"
                            + " timeline=\"total [\\d.]+ ms: encode [\\d.]+, client queue [\\d.]+, wire [\\d.]+,"
                            + " server queue [\\d.]+, execute [\\d.]+, decode [\\d.]+\"")
                    .containsPattern(
                            "event=slow_call side=server method=Vault.open peer=\\S+ status=INTERNAL millis=\\d+"
                                    + " queue_millis=\\d+ run_millis=\\d+")
                    .doesNotContain(SECRET);
        }
    }

    @Test
    void noCallIsSlowUnlessSomebodySaidWhen() {
        Vault vault = stub(Vault.class, new Strict());
        try (Log log = Log.open()) {
            vault.context();
            assertThat(log.text()).doesNotContain("slow_call");
        }
    }

    @Test
    void handlersHaveTheKeysOfTheirCallInTheLoggingContextWhereThatIsWanted() {
        RpcServer server =
                start(server().mdc().workers(1).service(Vault.class, new Strict(), on -> on.eventLoop("elsewhere")));
        Vault vault = connect(server).stub(Vault.class);
        try (LoggingContext context = LoggingContext.open()) {
            List<String> first = vault.context();
            List<String> second = vault.context();

            assertThat(first).startsWith("Vault", "context").doesNotContain("null", "");
            assertThat(first.get(2)).matches("[0-9a-f]{8}-\\d+").isNotEqualTo(second.get(2));
            assertThat(get(vault.elsewhere())).isEqualTo("elsewhere");
            until("all is taken out again", () -> context.puts() == context.removes());
        }
    }

    @Test
    void theLoggingContextIsLeftAloneOtherwise() {
        Vault vault = stub(Vault.class, new Strict());
        try (LoggingContext context = LoggingContext.open()) {
            assertThat(vault.context()).containsOnly("null");
            assertThat(context.puts()).isZero();
        }
    }

    private static long count(Log log, String what) {
        return Pattern.compile(Pattern.quote(what))
                .matcher(log.text())
                .results()
                .count();
    }
}
