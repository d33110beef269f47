package io.volant.rpc.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.CodecException;
import io.volant.rpc.serialization.SampleMessages.Message;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Damages valid messages of every type at random, every second one behind its header only. {@code -Dvolant.seed=…} repeats a run,
 * {@code -Dvolant.mutations=…} sets how many.
 */
class MutationTest {
    private static final int MUTATIONS = Integer.getInteger("volant.mutations", 60_000);
    private static final long SEED = Long.getLong("volant.seed", new Random().nextLong());

    /** Enough to meet what valid messages and most refusals load. */
    private static final int WARM_UP = 5_000;

    private static final int BETWEEN_CHECKS = 1_000;

    /** A new scratch, an exception with its path, and a root of every kind. */
    private static final long ANY_MESSAGE = 256 << 10;

    /** A byte becomes at most an empty map, or a deque with its first array. */
    private static final long EACH_BYTE = 256;

    private static final long LONGEST = TimeUnit.SECONDS.toNanos(5);

    private final List<Message> messages;
    private int refused;
    private int intact;

    MutationTest() throws IOException {
        messages = SampleMessages.all();
    }

    @Test
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void noMutationOfAValidMessageDoesHarm() throws IOException {
        System.out.println("seed " + SEED + ", " + MUTATIONS + " mutations of " + messages.size() + " messages");
        run(0, WARM_UP);
        try (ClassLoads loads = ClassLoads.record()) {
            run(WARM_UP, MUTATIONS);
            assertThat(loads.foreign()).as("classes loaded, seed " + SEED).allSatisfy(MutationTest::isOurs);
        }
        System.out.println(refused + " refused, " + intact + " with an intact header");
        assertThat(refused).isBetween(MUTATIONS / 5, MUTATIONS);
        assertThat(intact).isGreaterThanOrEqualTo(MUTATIONS / 2);
    }

    /** The recorder sees a class that is loaded by name. */
    @Test
    void aClassThatIsLoadedByNameIsNoticed() throws Exception {
        URL tests = MutationTest.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader fresh = new URLClassLoader(new URL[] {tests}, null);
                ClassLoads loads = ClassLoads.record()) {
            Class.forName(Mutations.TEMPTING.get(0), false, fresh);

            assertThat(loads.foreign()).contains(Mutations.TEMPTING.get(0));
        }
    }

    /** Only what refusals need late: classes of this module that are no tests, and of Kryo, never one that a message names. */
    private static void isOurs(String name) {
        boolean library = name.startsWith("com.esotericsoftware.kryo.");
        boolean own = name.startsWith("io.volant.rpc.") && !name.contains("Test") && !Mutations.TEMPTING.contains(name);
        assertThat(library || own).as(name).isTrue();
    }

    private void run(int from, int to) {
        for (int i = from; i < to; i++) {
            Random random = new Random(SEED + i);
            Message message = messages.get(random.nextInt(messages.size()));
            int header = i % 2 == 0 ? Mutations.header(message.body()) : 0;
            byte[] body = message.body();
            for (int n = random.nextInt(3); n >= 0; n--) {
                body = Mutations.mutate(body, header, random);
            }
            intact += i % 2 == 0 ? 1 : 0;
            refused += read(message, body, i) ? 0 : 1;
            if (i % BETWEEN_CHECKS == 0) {
                message.decode(message.body()); // what was refused before has left nothing behind
            }
        }
    }

    /** Whether the body was read; anything but a value or a {@link CodecException} fails the test. */
    private static boolean read(Message message, byte[] body, int number) {
        long most = ANY_MESSAGE + EACH_BYTE * body.length;
        boolean[] read = new boolean[1];
        long start = System.nanoTime();
        long allocated = Allocation.bytesOf(most, () -> read[0] = decode(message, body, number));
        if (allocated > most) {
            throw new AssertionError(
                    allocated + " bytes allocated (expected: at most " + most + ")" + at(body, number));
        }
        if (System.nanoTime() - start > LONGEST) {
            throw new AssertionError("read for longer than 5 s" + at(body, number));
        }
        return read[0];
    }

    private static boolean decode(Message message, byte[] body, int number) {
        try {
            message.decode(body);
            return true;
        } catch (CodecException e) {
            if (e.reason() != CodecException.Reason.INVALID) {
                throw new AssertionError("refused as " + e.reason() + at(body, number), e);
            }
            return false;
        } catch (RuntimeException | Error e) {
            throw new AssertionError("not refused but " + e + at(body, number), e);
        }
    }

    private static String at(byte[] body, int number) {
        return ", seed " + SEED + ", mutation " + number + ": " + HexFormat.of().formatHex(body);
    }
}
