package io.volant.rpc.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Failure;
import io.volant.rpc.Interceptor;
import io.volant.rpc.Invoker;
import io.volant.rpc.Layer;
import io.volant.rpc.MethodDescriptor;
import io.volant.rpc.Outcome;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcServerBuilder;
import io.volant.rpc.Status;
import io.volant.rpc.examples.demo.Verdict.Fault;
import io.volant.rpc.examples.user.ComputedUsers;
import io.volant.rpc.examples.user.Page;
import io.volant.rpc.examples.user.User;
import io.volant.rpc.examples.user.UserService;
import io.volant.rpc.examples.user.Users;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers with a fault of one line: the audit must find each of them over a real connection. */
final class PlantedFaultsTest {
    private static final int CALLS = 100;

    @TempDir
    Path directory;

    @Test
    void aServerWithoutAFaultIsFoundToHaveNone() throws Exception {
        Verdict verdict = audit(new ComputedUsers(), List.of());
        assertThat(verdict.ok()).isTrue();
        assertThat(verdict.calls()).isEqualTo(CALLS);
        assertThat(verdict.executions()).isEqualTo(CALLS);
    }

    @Test
    void anAnswerThatBelongsToAnotherQuestionIsWrong() throws Exception {
        UserService mixesUp = new MixedUpUsers();
        Verdict verdict = audit(mixesUp, List.of());
        assertThat(verdict.found(Fault.WRONG)).isEqualTo(10);
        assertThat(verdict.sentence("log")).startsWith("FAILED wrong=10 (call ids 10, 20, 30,");
    }

    @Test
    void aCallThatRunsTwiceIsRepeated() throws Exception {
        Interceptor runsTwice = everyTenth((request, next) -> {
            next.invoke(request);
            return next.invoke(request);
        });
        Verdict verdict = audit(new ComputedUsers(), List.of(runsTwice), CallKind.CREATE_USER);
        assertThat(verdict.faults()).containsOnlyKeys(Fault.REPEATED);
        assertThat(verdict.found(Fault.REPEATED)).isEqualTo(10);
    }

    @Test
    void aCallThatIsAnsweredWithoutHavingRunIsLost() throws Exception {
        Interceptor makesItUp = everyTenth((request, next) ->
                CompletableFuture.completedFuture(Response.success(Users.user((long) request.arguments()[0]))));
        Verdict verdict = audit(new ComputedUsers(), List.of(makesItUp));
        assertThat(verdict.faults()).containsOnlyKeys(Fault.LOST);
        assertThat(verdict.found(Fault.LOST)).isEqualTo(10);
    }

    @Test
    void aCallThatRanAlthoughItsCallerIsToldOtherwiseIsDenied() throws Exception {
        Interceptor lies = everyTenth((request, next) -> next.invoke(request)
                .thenApply(ignored ->
                        Response.failure(Failure.of(Status.UNAVAILABLE, Outcome.REJECTED, "planted. Not executed."))));
        Verdict verdict = audit(new ComputedUsers(), List.of(lies));
        assertThat(verdict.faults()).containsOnlyKeys(Fault.DENIED);
        assertThat(verdict.errors()).isEqualTo(10);
    }

    private Verdict audit(UserService users, List<Interceptor> faults) throws Exception {
        return audit(users, faults, CallKind.GET_USER);
    }

    private Verdict audit(UserService users, List<Interceptor> faults, CallKind kind) throws Exception {
        Path asked = directory.resolve("client.record");
        Path executed = directory.resolve("server.record");
        try (RecordFile record = RecordFile.create(executed)) {
            RpcServerBuilder builder = UserServer.builder(0, "", users, record);
            faults.forEach(fault -> builder.interceptor(Layer.CALL, fault));
            try (RpcServer server = builder.start();
                    RpcClient client = RpcClient.connect(server.address());
                    CallLog log = CallLog.create(asked, 0)) {
                Caller caller = new Caller(
                        client, log, new Meter(), new FailureLog(directory.resolve("client.log")), new Crashes());
                for (int i = 0; i < CALLS; i++) {
                    caller.call(kind).join();
                }
            }
        }
        return Audit.of(asked, 0, List.of(executed));
    }

    private static Interceptor everyTenth(Handling fault) {
        AtomicInteger calls = new AtomicInteger();
        return (MethodDescriptor method, Invoker next) ->
                request -> calls.incrementAndGet() % 10 == 0 ? fault.invoke(request, next) : next.invoke(request);
    }

    /** Gives every tenth caller the next user's data. */
    private static final class MixedUpUsers implements UserService {
        private final UserService right = new ComputedUsers();

        @Override
        public boolean existUser(String email) {
            return right.existUser(email);
        }

        @Override
        public boolean createUser(User user) {
            return right.createUser(user);
        }

        @Override
        public User getUser(long id) {
            return Users.user(id % 10 == 0 ? id + 1 : id);
        }

        @Override
        public Page<User> listUser(int pageNo) {
            return right.listUser(pageNo);
        }

        @Override
        public CompletableFuture<Boolean> existUserAsync(String email) {
            return right.existUserAsync(email);
        }

        @Override
        public CompletableFuture<User> getUserAsync(long id) {
            return right.getUserAsync(id);
        }

        @Override
        public void touch(long id) {
            right.touch(id);
        }
    }

    @FunctionalInterface
    private interface Handling {
        CompletableFuture<Response> invoke(Request request, Invoker next);
    }
}
