package io.volant.rpc.transport.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.volant.rpc.Outcome;
import io.volant.rpc.RpcException;
import io.volant.rpc.Status;
import io.volant.rpc.Transport;
import io.volant.rpc.transport.types.Family.RefusedType;
import io.volant.rpc.transport.types.Family.RefusedValue;
import io.volant.rpc.transport.types.Family.Sample;
import io.volant.rpc.transport.types.Family.Travelling;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/** Every case of {@code docs/types.md}, by real calls. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
abstract class TypesContract {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    /** A network of its own. */
    abstract Transport transport();

    @AfterEach
    final void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    @TestFactory
    Stream<DynamicTest> aValueOfATypeThatTravelsComesBack() {
        return tests(this::travelling);
    }

    private List<DynamicTest> travelling(Family family) {
        if (family.travelling().isEmpty()) {
            return List.of();
        }
        Echo echo = open(family);
        List<DynamicTest> tests = new ArrayList<>();
        for (Travelling each : family.travelling()) {
            Method method = Family.method(family.echoes(), each.method());
            tests.add(test(family, method, () -> {
                for (int i = 0; i < each.samples().size(); i++) {
                    check(echo, method, each.samples().get(i), i);
                }
                Class<?> slot = method.getParameterTypes()[0];
                if (!slot.isPrimitive()) {
                    assertThat(echo.call(each.method(), null)).isNull();
                }
            }));
        }
        return tests;
    }

    private static void check(Echo echo, Method method, Sample sample, int number) throws Throwable {
        if (sample.sent() instanceof Throwable) {
            Throwable thrown = catchThrowable(() -> echo.call(method.getName(), number));
            assertThat(thrown)
                    .isExactlyInstanceOf(sample.back().getClass())
                    .hasMessage(((Throwable) sample.back()).getMessage())
                    .hasNoCause()
                    .hasNoSuppressedExceptions();
            if (sample.back() instanceof ExceptionTypes.Telling expected) {
                assertThat(((ExceptionTypes.Telling) thrown).told()).isEqualTo(expected.told());
            }
            return;
        }
        Object back = echo.call(method.getName(), sample.sent());
        assertThat(back).isExactlyInstanceOf(sample.back().getClass());
        if (!Objects.deepEquals(back, sample.back())) { // else by its fields, but then NaN is not NaN
            assertThat(back).usingRecursiveComparison().isEqualTo(sample.back());
        }
    }

    @TestFactory
    Stream<DynamicTest> aValueThatItsTypeRefusesIsNotSent() {
        return tests(this::refusedValues);
    }

    private List<DynamicTest> refusedValues(Family family) {
        if (family.refusedValues().isEmpty()) {
            return List.of();
        }
        Echo echo = open(family);
        List<DynamicTest> tests = new ArrayList<>();
        for (RefusedValue each : family.refusedValues()) {
            tests.add(test(family, Family.method(family.echoes(), each.method()), () -> {
                RpcException thrown =
                        catchThrowableOfType(RpcException.class, () -> echo.call(each.method(), each.value()));
                assertThat(thrown.status()).isEqualTo(Status.INVALID_ARGUMENT);
                assertThat(thrown.outcome()).isEqualTo(Outcome.NOT_SENT);
                assertThat(thrown.failure().message())
                        .isEqualTo(family.echoes().getSimpleName() + "." + each.method() + ": " + each.message()
                                + ". Not executed.");
            }));
        }
        return tests;
    }

    @TestFactory
    Stream<DynamicTest> aTypeThatIsRefusedIsNamedToBothSides() {
        return tests(this::refusedTypes);
    }

    private List<DynamicTest> refusedTypes(Family family) {
        Class<?> open = family.open();
        if (open == null) {
            return List.of();
        }
        Throwable served = catchThrowable(() -> {
            try (var server = Echo.serving(transport(), open, (proxy, method, arguments) -> null)
                    .start()) {
                throw new AssertionError("a server of " + open.getName() + " started on " + server.port());
            }
        });
        Echo echo = open(PrimitiveTypes.family()); // a client needs a server
        Throwable called = catchThrowable(() -> echo.client().stub(open));
        List<DynamicTest> tests = new ArrayList<>();
        for (RefusedType each : family.refusedTypes()) {
            Method method = Family.method(open, each.method());
            tests.add(test(family, method, () -> {
                assertThat(mistake(served, method)).isEqualTo(each.message());
                assertThat(mistake(called, method)).isEqualTo(each.message());
            }));
        }
        tests.add(dynamicTest(
                family + ": all refusals at once",
                () -> assertThat(served)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith(
                                open.getName() + " has " + family.refusedTypes().size() + " mistakes:")));
        return tests;
    }

    /** What is said about the method; nothing when it is not mentioned. */
    private static String mistake(Throwable thrown, Method method) {
        return String.valueOf(thrown.getMessage())
                .lines()
                .filter(line -> line.startsWith("  " + method.getName() + "("))
                .map(line -> line.substring(line.indexOf("): ") + 3))
                .reduce("", (a, b) -> a.isEmpty() ? b : a + "; " + b);
    }

    private Echo open(Family family) {
        Echo echo = new Echo(transport(), family);
        opened.push(echo);
        return echo;
    }

    private static DynamicTest test(Family family, Method method, Executable body) {
        return dynamicTest(family + ": " + TypeText.of(method) + " (" + method.getName() + ")", body);
    }

    private static Stream<DynamicTest> tests(Function<Family, List<DynamicTest>> cases) {
        return Families.all().stream().map(cases).flatMap(List::stream);
    }
}
