package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.contract.Events;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubmissionQueueTest {
    private final SubmissionQueue queue = new SubmissionQueue();

    @Test
    void theFirstPushAsksForADrainAndTheOthersDoNot() {
        assertThat(queue.push(new Link(1))).isEqualTo(SubmissionQueue.Push.SCHEDULE);
        assertThat(queue.push(new Link(2))).isEqualTo(SubmissionQueue.Push.QUEUED);
        assertThat(queue.push(new Link(3))).isEqualTo(SubmissionQueue.Push.QUEUED);
    }

    @Test
    void linksComeOutInTheOrderInWhichTheyWentIn() {
        queue.push(new Link(1));
        queue.push(new Link(2));
        queue.push(new Link(3));

        assertThat(numbers(queue.take())).containsExactly(1, 2, 3);
    }

    @Test
    void aPushDuringTheDrainKeepsTheDrainFromEnding() {
        queue.push(new Link(1));
        queue.take();

        assertThat(queue.push(new Link(2))).isEqualTo(SubmissionQueue.Push.QUEUED);
        assertThat(queue.finish()).isFalse();
        assertThat(numbers(queue.take())).containsExactly(2);
        assertThat(queue.finish()).isTrue();
    }

    @Test
    void afterTheDrainTheNextPushAsksAgain() {
        queue.push(new Link(1));
        queue.take();

        assertThat(queue.finish()).isTrue();
        assertThat(queue.push(new Link(2))).isEqualTo(SubmissionQueue.Push.SCHEDULE);
    }

    @Test
    void aClosedQueueGivesBackWhatItHasAndTakesNoMore() {
        queue.push(new Link(1));
        queue.push(new Link(2));

        assertThat(numbers(queue.close())).containsExactly(1, 2);
        assertThat(queue.push(new Link(3))).isEqualTo(SubmissionQueue.Push.CLOSED);
    }

    @Test
    void noLinkIsLostOrLeftBehindBetweenManyThreads() {
        int producers = 8;
        int each = 20_000;
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger[] last = new AtomicInteger[producers];
        CountDownLatch all = new CountDownLatch(producers * each);
        ExecutorService loop = Executors.newSingleThreadExecutor();
        ExecutorService threads = Executors.newFixedThreadPool(producers);
        AtomicInteger outOfOrder = new AtomicInteger();
        Runnable drain = new Runnable() {
            @Override
            public void run() {
                for (Submission link = queue.take(); link != null; link = link.next()) {
                    int number = ((Link) link).number;
                    int producer = number / each;
                    if (last[producer].getAndSet(number) >= number) {
                        outOfOrder.incrementAndGet();
                    }
                    taken.incrementAndGet();
                    all.countDown();
                }
                if (!queue.finish()) {
                    loop.execute(this);
                }
            }
        };
        for (int producer = 0; producer < producers; producer++) {
            last[producer] = new AtomicInteger(-1);
            int first = producer * each;
            threads.execute(() -> {
                for (int i = 0; i < each; i++) {
                    if (queue.push(new Link(first + i)) == SubmissionQueue.Push.SCHEDULE) {
                        loop.execute(drain); // when this is forgotten once, nothing comes any more
                    }
                }
            });
        }

        Events.await(all);
        threads.shutdown();
        loop.shutdown();

        assertThat(taken).hasValue(producers * each);
        assertThat(outOfOrder).hasValue(0);
    }

    private static List<Integer> numbers(@Nullable Submission first) {
        List<Integer> numbers = new ArrayList<>();
        for (Submission link = first; link != null; link = link.next()) {
            numbers.add(((Link) link).number);
        }
        return numbers;
    }

    private static final class Link implements Submission {
        private final int number;
        private @Nullable Submission next;

        Link(int number) {
            this.number = number;
        }

        @Override
        public @Nullable Submission next() {
            return next;
        }

        @Override
        public void next(@Nullable Submission next) {
            this.next = next;
        }

        @Override
        public void onLoop() {}

        @Override
        public void onLoopGone() {}
    }
}
