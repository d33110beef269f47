package io.volant.rpc.benchmarks.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.benchmarks.load.ChildMain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ChildrenEndTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> SMALL = List.of("-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final List<ProcessHandle> children = new ArrayList<>();

    @AfterEach
    void endWhatIsLeft() {
        children.forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void aSignalThatEndsTheRunnerEndsChildrenThatAreBusyOrReadNothing() throws Exception {
        ChildJvm runner = runner(Busy.class, Deaf.class);
        ProcessHandle process = ProcessHandle.of(runner.pid()).orElseThrow();

        process.destroy(); // SIGTERM

        assertEnded(process);
        runner.close();
    }

    @Test
    void aChildThatIsBusyEndsWithARunnerThatIsKilled() throws Exception {
        ChildJvm runner = runner(Busy.class);

        runner.kill();

        assertEnded();
        runner.close();
    }

    @Test
    void aChildOneOfWhoseThreadsRunsOutOfMemoryEnds() throws Exception {
        try (ChildJvm child = ChildJvm.start("the glutton", List.of(), SMALL, Glutton.class, List.of())) {
            ProcessHandle process = ProcessHandle.of(child.pid()).orElseThrow();
            assertThatThrownBy(() -> child.expect("serving on", PATIENCE)).hasMessageContaining("OutOfMemoryError");
            assertEnded(process);
        }
    }

    private ChildJvm runner(Class<?>... mains) {
        ChildJvm runner = ChildJvm.start(
                "the runner",
                List.of(),
                SMALL,
                Runner.class,
                Stream.of(mains).map(Class::getName).toList());
        for (String pid : runner.expect("started", PATIENCE).split(" ", -1)) {
            children.add(ProcessHandle.of(Long.parseLong(pid)).orElseThrow());
        }
        assertThat(children).hasSize(mains.length).allMatch(ProcessHandle::isAlive);
        return runner;
    }

    private void assertEnded(ProcessHandle... others) throws Exception {
        for (ProcessHandle process :
                Stream.concat(Stream.of(others), children.stream()).toList()) {
            assertThat(process.onExit()
                            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                            .isAlive())
                    .isFalse();
        }
    }

    /** Starts the programs that its arguments name and waits for its own end. */
    static final class Runner {
        public static void main(String[] arguments) throws Exception {
            StringBuilder pids = new StringBuilder("started");
            for (String main : arguments) {
                ChildJvm child = ChildJvm.start(main, List.of(), SMALL, Class.forName(main), List.of());
                child.expect("serving on", PATIENCE);
                pids.append(' ').append(child.pid());
            }
            System.out.println(pids);
            Thread.currentThread().join();
        }
    }

    /** Takes no orders, since it never comes to it. */
    static final class Busy {
        public static void main(String[] arguments) {
            ChildMain.run((orders, out) -> {
                out.println("serving on nothing");
                Thread.currentThread().join();
            });
        }
    }

    /** Does not look at its input. */
    static final class Deaf {
        public static void main(String[] arguments) throws Exception {
            System.out.println("serving on nothing");
            Thread.currentThread().join();
        }
    }

    /** Has a thread that takes all memory, which is not the one that others wait for. */
    static final class Glutton {
        public static void main(String[] arguments) {
            ChildMain.run((orders, out) -> {
                Thread eating = new Thread(Glutton::eat, "eating");
                eating.start();
                Thread.currentThread().join();
            });
        }

        private static void eat() {
            byte[] eaten = new byte[1];
            while (true) {
                eaten = Arrays.copyOf(eaten, 2 * eaten.length);
            }
        }
    }
}
