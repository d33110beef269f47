package io.volant.rpc.benchmarks.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.benchmarks.load.ComputedWorkload;
import io.volant.rpc.benchmarks.load.Question;
import io.volant.rpc.benchmarks.load.Workload;
import io.volant.rpc.examples.user.ComputedUsers;
import io.volant.rpc.examples.user.UserService;
import io.volant.rpc.examples.user.Users;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReferencesTest {
    private static final int MANY = 500;
    private static final int FULL_BUFFERS = 5_000; // some 30 bytes each of the smallest
    private static final int LONGEST = 200;

    @ParameterizedTest
    @EnumSource(Question.class)
    void r1AnswersAsTheServiceDoes(Question question) {
        try (ReferenceServer server = RawSync.serve(new ComputedUsers());
                RawSync users = RawSync.connect(server.port())) {
            assertAllRight(question, users);
        }
    }

    @ParameterizedTest
    @EnumSource(Question.class)
    void r2AnswersAsTheServiceDoes(Question question) {
        try (ReferenceServer server = RawBatch.serve(new ComputedUsers());
                RawBatch users = RawBatch.connect(server.port())) {
            assertAllRight(question, users);
        }
    }

    @Test
    void r2AnswersManyCallsInFlightAndMoreThanOneBufferHolds() throws Exception {
        try (ReferenceServer server = RawBatch.serve(new ComputedUsers());
                RawBatch users = RawBatch.connect(server.port())) {
            var small = IntStream.range(0, FULL_BUFFERS)
                    .mapToObj(n -> Question.askExistUser(users, n))
                    .toList();
            var large = IntStream.range(0, MANY).mapToObj(users::listUserAsync).toList();
            for (int n = 0; n < FULL_BUFFERS; n++) {
                assertThat(Question.isRight(n, small.get(n).get(10, TimeUnit.SECONDS)))
                        .as("%d", n)
                        .isTrue();
            }
            for (int n = 0; n < MANY; n++) {
                assertThat(large.get(n).get(10, TimeUnit.SECONDS)).isEqualTo(Users.page(n));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 128})
    void r2KeepsLargeQuestionsAndAnswersApartFromSmallOnesBetweenThem(int kibibytes) {
        try (ReferenceServer server = RawBatch.serve(new ComputedWorkload());
                RawBatch users = RawBatch.connect(server.port())) {
            assertThat(IntStream.range(0, MANY)
                            .parallel()
                            .filter(n -> n % 4 != 0
                                    ? !Question.EXIST_USER.ask(users, n)
                                    : !isEchoed(users, content(n, (kibibytes << 10) - n)))
                            .boxed()
                            .toList())
                    .isEqualTo(List.of());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 256, 2_048})
    void r3GetsBackWhatItSends(int inFlight) {
        try (ReferenceServer server = FramedPipelined.serve();
                FramedPipelined client = FramedPipelined.connect(server.port(), Question.emails())) {
            FramedPipelined.Tally first = client.run(inFlight, Duration.ofMillis(50));
            FramedPipelined.Tally second = client.run(inFlight, Duration.ofMillis(50));

            assertThat(first.errors() + second.errors()).isZero();
            assertThat(first.calls()).isGreaterThanOrEqualTo(inFlight);
            assertThat(second.latencies().getTotalCount()).isPositive();
        }
    }

    @Test
    void noReferenceIsLongerThanTwoHundredLines() throws IOException {
        assertThat(lines("RawSync")).isLessThanOrEqualTo(LONGEST);
        assertThat(lines("RawBatch", "RawBatchAnswers")).isLessThanOrEqualTo(LONGEST);
        assertThat(lines("FramedPipelined", "FramedSlots", "FramedEcho")).isLessThanOrEqualTo(LONGEST);
    }

    private static byte[] content(int seed, int length) {
        byte[] content = new byte[length];
        new Random(seed).nextBytes(content);
        return content;
    }

    private static boolean isEchoed(Workload workload, byte[] content) {
        return Arrays.equals(workload.echo(content), content);
    }

    private static void assertAllRight(Question question, UserService users) {
        assertThat(IntStream.range(0, MANY)
                        .parallel()
                        .filter(n -> !question.ask(users, n))
                        .boxed()
                        .toList())
                .isEqualTo(List.of());
    }

    private static int lines(String... files) throws IOException {
        int lines = 0;
        for (String file : files) {
            lines += Files.readAllLines(Path.of("src/main/java/io/volant/rpc/benchmarks/reference", file + ".java"))
                    .size();
        }
        return lines;
    }
}
