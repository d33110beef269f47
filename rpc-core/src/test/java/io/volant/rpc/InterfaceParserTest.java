package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.contract.PlainSerializer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class InterfaceParserTest {
    record Person(String name) {}

    record Holder(InputStream stream) {}

    private static ServiceDescriptor parse(Class<?> type) {
        Mistakes mistakes = new Mistakes(type);
        ServiceDescriptor service = ServiceDescriptor.parse(type, mistakes);
        mistakes.throwIfAny();
        return service;
    }

    private static MethodDescriptor method(ServiceDescriptor service, String name) {
        return service.methods().stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @RpcService
    interface Policies {
        @RpcMethod(timeout = "200ms", idempotent = true)
        CompletableFuture<List<Person>> find(String name) throws IOException;

        CompletionStage<Void> store(Person person);

        @RpcMethod(oneway = true)
        void wave();

        int count() throws RpcException;
    }

    @Test
    void readsPolicyAndTypes() {
        ServiceDescriptor service = parse(Policies.class);

        assertThat(service).hasToString("Policies:1");
        MethodDescriptor find = method(service, "find");
        assertThat(find.timeout()).contains(Duration.ofMillis(200));
        assertThat(find.idempotent()).isTrue();
        assertThat(find.returnsFuture()).isTrue();
        assertThat(find.resultType().getTypeName()).isEqualTo("java.util.List<" + Person.class.getName() + ">");
        assertThat(find.declaredExceptions()).containsExactly(IOException.class);
        assertThat(find.signature()).isEqualTo("find(java.lang.String)");
        assertThat(find).hasToString("Policies.find");
        MethodDescriptor store = method(service, "store");
        assertThat(store.resultType()).isEqualTo(void.class);
        assertThat(store.timeout()).isEmpty();
        assertThat(store.idempotent()).isFalse();
        assertThat(method(service, "wave").oneway()).isTrue();
        assertThat(method(service, "count").declaredExceptions()).isEmpty();
    }

    @RpcService(name = "sorting", version = "7")
    interface Sorting {
        void b(String s);

        void b(int i);

        void a(long l);

        void B();

        void b();
    }

    @Test
    void sortsMethodsBySignature() {
        ServiceDescriptor service = parse(Sorting.class);

        assertThat(service).hasToString("sorting:7");
        assertThat(service.methods())
                .extracting(MethodDescriptor::signature)
                .containsExactly("B()", "a(long)", "b()", "b(int)", "b(java.lang.String)");
        assertThat(service.methods()).extracting(MethodDescriptor::index).containsExactly(0, 1, 2, 3, 4);
    }

    interface NotAnnotated {
        void run();
    }

    @Test
    void anInterfaceWithoutTheAnnotationIsNotAService() {
        assertThatThrownBy(() -> parse(NotAnnotated.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("interface " + NotAnnotated.class.getName() + " is not a service: add @RpcService to it.");
    }

    @Test
    void aClassIsNotAService() {
        assertThatThrownBy(() -> parse(Person.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("class " + Person.class.getName()
                        + " is not a service: a service is an interface with @RpcService.");
    }

    @RpcService
    interface Faulty {
        Object find(Object key);

        void save(Holder holder);

        @RpcMethod(oneway = true)
        String wave(Person person);

        @RpcMethod(timeout = "soon")
        void late();

        @RpcMethod(timeout = "0s")
        void never();

        @RpcMethod(timeout = "1s", attemptTimeout = "2s")
        void longer();

        @RpcMethod(attemptTimeout = "2")
        void naked();

        Future<String> future();

        @RpcMethod(hedge = "p95")
        void twice();

        @RpcMethod(hedge = "95", idempotent = true)
        void twiceAt();

        @RpcMethod(hedge = "p95", idempotent = true, oneway = true)
        void twiceUnheard();

        @SuppressWarnings("rawtypes")
        CompletableFuture raw();

        @RpcMethod(oneway = true)
        void shout() throws IOException;

        @RpcMethod(idempotent = true)
        default void local() {}
    }

    @Test
    void reportsAllMistakesTogether() {
        assertThatThrownBy(() -> Contracts.compile(Faulty.class, new PlainSerializer(), CodecLimits.defaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(String.join(
                        "\n  ",
                        Faulty.class.getName() + " has 16 mistakes:",
                        "find(Object key): parameter 1: Object is open; name a type or list the types with @OneOf({…})",
                        "find(Object key): result: Object is open; name a type or list the types with @OneOf({…})",
                        "future(): returns Future (expected: CompletableFuture or CompletionStage)",
                        "future(): result: java.util.concurrent.Future cannot be sent (not a record, bean or known type)",
                        "late(): timeout: \"soon\" (expected: a number and ms, s or m, such as \"200ms\")",
                        "local(): a default method runs where it is called; @RpcMethod has no effect on it",
                        "longer(): attemptTimeout: 2s (expected: at most the timeout, 1s)",
                        "naked(): attemptTimeout: \"2\" (expected: a number and ms, s or m, such as \"200ms\")",
                        "never(): timeout: \"0s\" (expected: more than 0)",
                        "raw(): returns a raw CompletableFuture; name its content",
                        "save(Holder holder): Holder.stream: java.io.InputStream cannot be sent (not a record, bean or known type)",
                        "shout(): one-way methods declare no exceptions: nobody would receive them",
                        "twice(): hedge: \"p95\" (expected: none, since it may run twice and is not idempotent)",
                        "twiceAt(): hedge: \"95\" (expected: a time such as \"20ms\", or a percentile such as \"p95\")",
                        "twiceUnheard(): hedge: \"p95\" (expected: none, since nobody answers)",
                        "wave(Person person): one-way methods return void (found: String)"));
    }

    @RpcService(name = "two words", version = "1:2")
    interface BadNames {
        void run();
    }

    @Test
    void refusesNamesThatTheWireCannotTellApart() {
        assertThatThrownBy(() -> parse(BadNames.class))
                .hasMessageContaining("has 2 mistakes:")
                .hasMessageContaining("name: \"two words\" (expected: 1 to 255 characters, no spaces, colons or control"
                        + " characters)")
                .hasMessageContaining("version: \"1:2\" (expected: 1 to 255 characters");
    }

    @RpcService
    interface Empty {
        default void local() {}
    }

    @Test
    void aServiceHasAMethod() {
        assertThatThrownBy(() -> parse(Empty.class))
                .hasMessage(
                        Empty.class.getName() + " has 1 mistake:\n  Empty: a service has at least one abstract method");
    }

    interface Wide {
        Object get();
    }

    interface Narrow {
        String get();
    }

    @RpcService
    interface Both extends Wide, Narrow {}

    @Test
    void ofTwoInheritedMethodsTheNarrowerResultCounts() {
        assertThat(parse(Both.class).methods())
                .singleElement()
                .satisfies(method -> assertThat(method.resultType()).isEqualTo(String.class));
    }

    interface WithPolicy {
        @RpcMethod(timeout = "1s")
        void run();
    }

    @RpcService
    interface PolicyFirst extends WithPolicy, NotAnnotated {}

    @RpcService
    interface PolicyLast extends NotAnnotated, WithPolicy {}

    @Test
    void ofTwoInheritedMethodsAlikeTheOneWithAPolicyCounts() {
        for (Class<?> type : List.of(PolicyFirst.class, PolicyLast.class)) {
            assertThat(parse(type).methods())
                    .singleElement()
                    .satisfies(method -> assertThat(method.timeout()).contains(Duration.ofSeconds(1)));
        }
    }

    @RpcService
    interface LikeObject {
        String name();

        @Override
        String toString();

        @Override
        boolean equals(Object other);

        @Override
        int hashCode();
    }

    @Test
    void methodsOfObjectAreNotRemote() {
        assertThat(parse(LikeObject.class).methods())
                .extracting(MethodDescriptor::name)
                .containsExactly("name");
    }
}
