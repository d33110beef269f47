package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RoutingKeyTest {
    enum Region {
        NORTH,
        SOUTH
    }

    @RpcService
    interface Keyed {
        String byName(int count, @RoutingKey String name);

        String byNumber(@RoutingKey long id);

        String byRegion(@RoutingKey Region region, String name);

        String byNothing(String name);
    }

    interface Shared<T> {
        String find(T what, @RoutingKey Integer id);
    }

    @RpcService
    interface Inheriting extends Shared<String> {}

    @RpcService
    interface Faulty {
        String two(@RoutingKey String a, @RoutingKey int b);

        String real(@RoutingKey double amount);

        String open(@RoutingKey String... names);

        default String local(@RoutingKey String name) {
            return name;
        }
    }

    private static OptionalInt key(Class<?> type, String name) {
        return ServiceDescriptor.parse(type, new Mistakes(type)).methods().stream()
                .filter(method -> method.name().equals(name))
                .findFirst()
                .orElseThrow()
                .routingKey();
    }

    @Test
    void theDescriptorTellsWhichParameterIsTheKey() {
        assertThat(key(Keyed.class, "byName")).hasValue(1);
        assertThat(key(Keyed.class, "byNumber")).hasValue(0);
        assertThat(key(Keyed.class, "byRegion")).hasValue(0);
        assertThat(key(Keyed.class, "byNothing")).isEmpty();
        assertThat(key(Inheriting.class, "find")).hasValue(1);
    }

    @Test
    void mistakesAreReportedTogetherWithTheMethod() {
        Mistakes mistakes = new Mistakes(Faulty.class);
        ServiceDescriptor.parse(Faulty.class, mistakes);
        assertThat(mistakes.found())
                .containsExactly(
                        "local(String name): a default method runs where it is called; @RoutingKey has no effect on it",
                        "open(String[] names): @RoutingKey at a String[] (expected: a String, a whole number or an enum)",
                        "real(double amount): @RoutingKey at a double (expected: a String, a whole number or an enum)",
                        "two(String a, int b): @RoutingKey at more than one parameter");
    }

    @Test
    void aCallOptionHoldsAKeyBesideWhatElseWasAsked() {
        CallOptions options =
                CallOptions.defaults().withRoutingKey("user-7").withFailFast().withPriority(Priority.BATCH);
        assertThat(options.routingKey()).contains("user-7");
        assertThat(options.failFast()).isTrue();
        assertThat(CallOptions.defaults().routingKey()).isEmpty();
        assertThatThrownBy(() -> options.withRoutingKey(null)).hasMessage("key");
    }
}
