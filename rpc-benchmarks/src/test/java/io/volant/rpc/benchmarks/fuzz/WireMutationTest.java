package io.volant.rpc.benchmarks.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Damages valid frames, hellos, metadata, control payloads and LZ4 blocks at random, every second one behind its header only, and
 * gives them to the targets of the fuzzer. {@code -Dvolant.seed=…} repeats a run, {@code -Dvolant.mutations=…} sets how many.
 */
class WireMutationTest {
    private static final int MUTATIONS = Integer.getInteger("volant.mutations", 40_000);
    private static final long SEED = Long.getLong("volant.seed", new Random().nextLong());
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(5);

    /** How many bytes say what the rest is, the two that steer the target included. */
    private static final Map<FuzzTarget, Integer> HEADERS = new EnumMap<>(Map.of(
            FuzzTarget.FRAMES, 2 + 12, // length, type, flags, aux and call id of the first frame
            FuzzTarget.CLIENT_HELLO, 1 + 8, // magic, length, versions
            FuzzTarget.SERVER_HELLO, 1 + 8,
            FuzzTarget.METADATA, 2, // number and length of the first entry
            FuzzTarget.PAYLOADS, 2 + 3,
            FuzzTarget.LZ4, 3 + 1)); // announced length, first token

    @SuppressWarnings("ArrayRecordComponent")
    private record Sample(FuzzTarget target, Consumer<byte[]> reader, byte[] bytes) {}

    @Test
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void noMutationOfWhatTravelsDoesHarm() {
        System.out.println("seed " + SEED + ", " + MUTATIONS + " mutations");
        List<Sample> samples = HEADERS.keySet().stream()
                .flatMap(target -> {
                    Consumer<byte[]> reader = new Frugal(target.create());
                    return target.seeds().stream().map(seed -> new Sample(target, reader, seed));
                })
                .toList();
        assertThat(samples).hasSizeGreaterThan(10);
        for (int i = 0; i < MUTATIONS; i++) {
            Random random = new Random(SEED + i);
            Sample sample = samples.get(random.nextInt(samples.size()));
            int intact = i % 2 == 0 ? HEADERS.getOrDefault(sample.target(), 0) : 0;
            byte[] damaged = sample.bytes();
            for (int n = random.nextInt(4); n >= 0; n--) {
                damaged = damage(damaged, Math.min(intact, damaged.length - 1), random);
            }
            read(sample, damaged, i);
        }
    }

    private static void read(Sample sample, byte[] damaged, int number) {
        long start = System.nanoTime();
        try {
            sample.reader().accept(damaged);
        } catch (RuntimeException | Error e) {
            throw new AssertionError(sample.target() + ": " + e + at(damaged, number), e);
        }
        if (System.nanoTime() - start > LONGEST) {
            throw new AssertionError(sample.target() + ": read for longer than 5 s" + at(damaged, number));
        }
    }

    private static String at(byte[] damaged, int number) {
        return ", seed " + SEED + ", mutation " + number + ": " + Corpus.hex(damaged);
    }

    /** One change behind the first bytes, which stay. */
    private static byte[] damage(byte[] bytes, int intact, Random random) {
        int from = Math.max(0, intact);
        int at = from + random.nextInt(Math.max(1, bytes.length - from));
        byte[] some = new byte[random.nextInt(5)];
        random.nextBytes(some);
        return switch (random.nextInt(5)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> spliced(bytes, at, at, some);
            case 2 -> spliced(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(8)), new byte[0]);
            case 3 -> spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 40)));
            default -> spliced(bytes, at, Math.min(bytes.length, at + some.length), some);
        };
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] by) {
        byte[] result = new byte[from + by.length + bytes.length - to];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(by, 0, result, from, by.length);
        System.arraycopy(bytes, to, result, from + by.length, bytes.length - to);
        return result;
    }
}
