package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.contract.PlainSerializer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RequestTimesTest {
    private static final long START = 5_000_000;
    private static final ServiceDescriptor SERVICE = ServiceDescriptor.parse(Asked.class, new Mistakes(Asked.class));
    private static final ServiceCodec CODEC =
            new PlainSerializer().compile(SERVICE, CodecLimits.defaults(), new Mistakes(Asked.class));

    @RpcService
    interface Asked {
        String ask(String what);
    }

    private final AtomicLong clock = new AtomicLong(START);
    private final Request request = left(clock::get, SERVICE.methods().get(0));

    /** A request that has just left its stub. */
    static Request left(Ticker ticker, MethodDescriptor method) {
        long start = ticker.nanoTime();
        Request request = Request.outgoing(
                method,
                CODEC,
                new Object[0],
                Payload.empty(),
                new Deadline(start + Duration.ofSeconds(5).toNanos(), ticker),
                start,
                CallOptions.defaults(),
                new CallScope());
        request.encoded(Payload.empty());
        return request;
    }

    @Test
    void aCallLeftWhenItWasEncodedForWhichNoClockIsRead() {
        clock.addAndGet(70_000);
        assertThat(request.leftNanos()).isEqualTo(START);
    }

    @Test
    void oneThatWasDelayedLeavesNow() {
        request.onDelay();
        clock.addAndGet(70_000);
        assertThat(request.leftNanos()).isEqualTo(START + 70_000);
        Deadline later = Deadline.after(Duration.ofSeconds(9), clock::get);
        assertThat(request.withDeadline(later).leftNanos()).isEqualTo(START + 70_000);
    }

    @Test
    void aFurtherAttemptLeavesNow() {
        clock.addAndGet(70_000);
        assertThat(request.withAttempt(2).leftNanos()).isEqualTo(START + 70_000);
    }

    @Test
    void theDeadlineOnAnotherTickerIsAsFarAwayThere() {
        clock.addAndGet(1_000_000_000);
        assertThat(request.deadlineNanosOn(request.deadline().ticker()))
                .isEqualTo(START + Duration.ofSeconds(5).toNanos());
        assertThat(request.deadlineNanosOn(() -> 77))
                .isEqualTo(77 + Duration.ofSeconds(4).toNanos());
    }

    @Test
    void itsTimeIsOverAtTheDeadline() {
        clock.addAndGet(Duration.ofSeconds(5).toNanos() - 1);
        assertThat(request.expired()).isFalse();
        clock.incrementAndGet();
        assertThat(request.expired()).isTrue();
    }

    @Test
    void theAnswerWasThereWhenItsConnectionReadIt() {
        clock.addAndGet(90_000);
        assertThat(request.answeredNanos(Response.empty())).isEqualTo(START + 90_000);
        assertThat(request.answeredNanos(Response.empty().withTimes(3, 40, 1, 1)))
                .isEqualTo(START + 40_000);
    }

    @Test
    void aRequestThatIsUnderWayIsSentAgainAsACopyWithAWatchOfItsOwn() {
        AttemptWatch watch = new Watch(true);
        Request first = request.watchedBy(watch);
        assertThat(first).isSameAs(request);
        Request second = request.watchedBy(new Watch(true));
        assertThat(second).isNotSameAs(request);
        assertThat(second.attempt()).isEqualTo(1);
        first.handBack();
        assertThat(request.watchedBy(watch)).isSameAs(request);
    }

    @Test
    void theWatchHearsBeforeAnybodyElse() {
        Watch watch = new Watch(true);
        Answer answer = new Answer(request.watchedBy(watch));
        ResponseFuture.listen(
                answer, (response, error) -> assertThat(watch.heard).isEqualTo(1));
        assertThat(answer.complete(Response.empty())).isTrue();
        assertThat(answer.complete(Response.empty())).isFalse();
        assertThat(watch.heard).isEqualTo(1);
        assertThat(answer).isCompletedWithValue(Response.empty());
    }

    @Test
    void aWatchThatKeepsAnAnswerEndsTheFutureWithAnotherOne() {
        Answer answer = new Answer(request.watchedBy(new Watch(false)));
        assertThat(answer.complete(Response.success("first"))).isFalse();
        assertThat(answer).isNotDone();
        Response last = Response.success("last");
        assertThat(answer.complete(last)).isTrue();
        assertThat(answer).isCompletedWithValue(last);
    }

    @Test
    void aWatchHearsOfAFailedFutureAndItsOwnFaultCostsNobodyTheAnswer() {
        Answer failed = new Answer(request.watchedBy(new Watch(false)));
        assertThat(failed.completeExceptionally(new IllegalStateException("on purpose")))
                .isFalse();
        assertThat(failed).isNotDone();
        Answer broken = new Answer(request.watchedBy(new AttemptWatch() {
            @Override
            public void onHandedBack() {}

            @Override
            public boolean onAnswered(Request attempt, Response response, ResponseFuture future) {
                throw new IllegalStateException("on purpose");
            }
        }));
        assertThat(broken.complete(Response.empty())).isTrue();
    }

    @Test
    void nobodyIsToldOfWhatWasHandedBack() {
        Watch watch = new Watch(false);
        Answer answer = new Answer(request.watchedBy(watch));
        request.handBack();
        CompletableFuture<Response> done = answer;
        assertThat(answer.complete(Response.empty())).isTrue();
        assertThat(done).isDone();
        assertThat(watch.heard).isZero();
    }

    private static final class Answer extends ResponseFuture {
        private final Request request;

        Answer(Request request) {
            this.request = request;
        }

        @Override
        protected Request watched() {
            return request;
        }
    }

    private static final class Watch implements AttemptWatch {
        private final boolean completes;
        private int heard;

        Watch(boolean completes) {
            this.completes = completes;
        }

        @Override
        public void onHandedBack() {}

        @Override
        public boolean onAnswered(Request attempt, Response response, ResponseFuture future) {
            heard++;
            return completes;
        }
    }
}
