package io.volant.rpc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.benchmarks.system.ServerSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs every benchmark for a moment, in this JVM but with the servers in theirs. */
final class JmhSmokeTest {
    private static final TimeValue MOMENT = TimeValue.milliseconds(100);

    @BeforeEach
    void allowAnotherJmhOnThisMachine() {
        System.setProperty("jmh.ignoreLock", "true"); // what is measured here interests nobody
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CallThroughputBenchmark",
                "CallThroughputBenchmark.existUser handler=eventLoop connections=4",
                "CallThroughputBenchmark.existUser system=R1",
                "CallThroughputBenchmark.existUser system=R2",
                "CallThroughputBenchmark.existUser server=sameJvm",
                "CallThroughputBenchmark.existUser server=ownLoops",
                "CallThroughputBenchmark.existUser server=inProcess",
                "CallLatencyBenchmark.getUser",
                "InFlightBenchmark",
                "InFlightBenchmark.existUser inFlight=8192 handler=eventLoop",
                "PayloadBenchmark bytes=1048576 compression=none,lz4",
                "SerializerBenchmark type=user,order",
                "CompressionBenchmark bytes=1024",
                "StageBenchmark",
                "StubBenchmark interceptors=0,5 slowCall=off,on",
                "QueueBenchmark",
                "MyServiceBenchmark",
                "FrameBenchmark frames=16 checksum=off,on",
                "PendingCallsBenchmark pending=1024",
                "LoadBalancerBenchmark nodes=3",
                "ClusterOverheadBenchmark",
                "ResilienceOverheadBenchmark"
            })
    void runs(String arguments) throws RunnerException {
        Collection<RunResult> results = run(options(arguments));

        assertThat(results).isNotEmpty();
        for (RunResult result : results) {
            assertThat(result.getPrimaryResult().getScore())
                    .as(result.getParams().getBenchmark())
                    .isPositive();
            if (result.getSecondaryResults().containsKey("errors")) {
                assertThat(result.getSecondaryResults().get("errors").getScore())
                        .isZero();
            }
        }
    }

    @Test
    void noBenchmarkIsLeftOut() throws NoSuchMethodException {
        Set<String> smoked = Arrays.stream(JmhSmokeTest.class
                        .getDeclaredMethod("runs", String.class)
                        .getAnnotation(ValueSource.class)
                        .strings())
                .map(arguments -> arguments.split("[ .]", -1)[0])
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(benchmarkClasses()).isEqualTo(smoked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CallThroughputBenchmark.listUser",
                "CallLatencyBenchmark.createUser",
                "InFlightBenchmark.getUser",
                "CallThroughputBenchmark.existUser system=R2"
            })
    void aServerThatAnswersWrongFailsTheRun(String arguments) {
        String wrong = "-D" + ServerSpec.USERS_PROPERTY + "=" + WrongUsers.class.getName();

        // every third answer is wrong, and an iteration has one call at least
        assertThatThrownBy(() ->
                        run(options(arguments).forks(1).measurementIterations(3).jvmArgsAppend(wrong)))
                .isInstanceOf(RunnerException.class)
                .hasStackTraceContaining("wrong answer");
    }

    @Test
    void aParameterThatMakesNoSenseFailsTheRunAndSaysWhatDoes() {
        assertThatThrownBy(() -> run(options("CallThroughputBenchmark.existUser server=elsewhere")))
                .isInstanceOf(RunnerException.class)
                .hasStackTraceContaining("server: elsewhere (expected: otherJvm, sameJvm, ownLoops or inProcess)");
    }

    private static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
        return new Runner(options.build()).run();
    }

    private static ChainedOptionsBuilder options(String arguments) {
        List<String> words = List.of(arguments.split(" ", -1));
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("\\." + words.get(0).replace(".", "\\."))
                .forks(0)
                .warmupIterations(1)
                .warmupTime(MOMENT)
                .measurementIterations(1)
                .measurementTime(MOMENT)
                .shouldFailOnError(true);
        for (String parameter : words.subList(1, words.size())) {
            String[] nameAndValues = parameter.split("=", -1);
            options.param(nameAndValues[0], nameAndValues[1].split(",", -1));
        }
        return options;
    }

    /** From the list that JMH wrote when it was compiled: name after name behind "JMH S" and its length. */
    private static Set<String> benchmarkClasses() {
        var list = Objects.requireNonNull(JmhSmokeTest.class.getResourceAsStream("/META-INF/BenchmarkList"));
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(line -> line.split(" ", -1)[3])
                    .map(name -> name.substring(name.lastIndexOf('.') + 1))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
