package io.volant.rpc.benchmarks.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the fuzzer found once, without the fuzzer. */
class CorpusTest {
    @ParameterizedTest
    @EnumSource(FuzzTarget.class)
    @Timeout(60)
    void everyKeptInputKeepsTheInvariants(FuzzTarget target) {
        Consumer<byte[]> checked = new Frugal(target.create());

        assertThat(Corpus.of(target)).isNotEmpty().allSatisfy(checked::accept);
    }

    @ParameterizedTest
    @EnumSource(FuzzTarget.class)
    void damageToASeedDoesNoHarm(FuzzTarget target) {
        Consumer<byte[]> checked = new Frugal(target.create());
        Random random = new Random(7);
        for (byte[] seed : target.seeds()) {
            for (int i = 0; i < 200; i++) {
                byte[] damaged = seed.clone();
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                checked.accept(damaged);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(FuzzTarget.class)
    void anInputOfNoBytesIsNoFault(FuzzTarget target) {
        target.create().accept(new byte[0]);
    }

    @Test
    void everyShapeHasASample() {
        assertThat(Stream.of(Shapes.class.getDeclaredMethods()).map(m -> m.getName()))
                .containsExactlyInAnyOrderElementsOf(ShapeSamples.all().keySet());
    }

    @Test
    void theEngineFindsEveryInputInAFileOfItsOwn(@TempDir Path directory) throws Exception {
        Corpus.write(FuzzTarget.PAYLOADS, directory.resolve("kept"));

        try (Stream<Path> files = Files.list(directory.resolve("kept"))) {
            assertThat(files).hasSize(Corpus.of(FuzzTarget.PAYLOADS).size());
        }
    }

    @Test
    void aTargetThatAllocatesTooMuchIsCaught() {
        List<byte[]> kept = new ArrayList<>();
        Consumer<byte[]> greedy = new Frugal(input -> kept.add(new byte[2 << 20]));

        assertThatThrownBy(() -> greedy.accept(new byte[10]))
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching("allocated: \\d+ bytes for an input of 10 \\(expected: at most 1069056\\)");
        assertThat(kept).hasSize(2);
    }

    @Test
    void anUnknownTargetIsNamedWithTheKnownOnes() {
        assertThatThrownBy(() -> FuzzTarget.of("moon"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("target: moon (expected: arguments, results, exceptions, metadata, client-hello, "
                        + "server-hello, frames, payloads, lz4)");
    }
}
