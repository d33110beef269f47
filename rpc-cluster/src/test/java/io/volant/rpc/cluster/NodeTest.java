package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.CallOptions;
import io.volant.rpc.Invoker;
import io.volant.rpc.Outcome;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class NodeTest {
    private final NodesInHand nodes = NodesInHand.of(1);
    private final Node node = nodes.node(0);

    @Test
    void whoeverHearsOfAnAnswerFindsTheFiguresUpToDate() {
        List<Integer> pending = new ArrayList<>();
        nodes.send(0).thenAccept(response -> pending.add(node.pending()));
        nodes.send(0).thenAccept(response -> pending.add(node.pending()));
        assertThat(node.pending()).isEqualTo(2);
        nodes.answer(0, Response.empty());
        nodes.answer(0, Response.empty());
        assertThat(pending).containsExactly(1, 0);
    }

    @Test
    void theBalancerIsToldOfEveryEndAndItsFaultsDoNotCostTheAnswer() {
        List<Long> took = new ArrayList<>();
        LoadBalancer balancer = new LoadBalancer() {
            @Override
            public Picker picker(List<Node> all) {
                return NodesInHand.NONE.picker(all);
            }

            @Override
            public void onFinished(Node ended, Response response, long nanos) {
                took.add(nanos);
                throw new IllegalStateException("on purpose");
            }
        };
        CompletableFuture<Response> answer = node.send(nodes.request(), balancer);
        nodes.advance(Duration.ofMillis(3));
        nodes.answer(0, Response.empty());
        assertThat(answer).isCompleted();
        assertThat(took).containsExactly(3_000_000L);
    }

    @Test
    void twoAttemptsWithOneRequestAreBothFollowed() {
        Line line = new Line(1);
        Node called = new Node(nodes.instance(), line, nodes);
        Request twice = nodes.request();
        called.send(twice, NodesInHand.NONE);
        called.send(twice, NodesInHand.NONE);
        assertThat(called.pending()).isEqualTo(2);
        line.answer("one");
        assertThat(called.pending()).isEqualTo(1);
        line.answer("two");
        assertThat(called.pending()).isZero();
        assertThat(called.calls()).isEqualTo(2);
    }

    @Test
    void aConnectionThatNotesWhenItReadAnAnswerSaysHowLongTheNodeTook() {
        Line line = new Line(1);
        Node called = new Node(nodes.instance(), line, nodes);
        called.send(nodes.request(), NodesInHand.NONE);
        nodes.advance(Duration.ofMillis(9)); // most of it here, until somebody looks at it
        line.answer(Response.success("done").withTimes(10, 2_000, 1, 1));
        assertThat(called.responseNanos()).isCloseTo(2e6, Percentage.withPercentage(0.1));
    }

    @Test
    void anInvokerThatFailsItsFutureIsAFailedCall() {
        Invoker broken = request -> CompletableFuture.failedFuture(new IllegalStateException("on purpose"));
        Response response = new Node(nodes.instance(), broken, nodes)
                .send(nodes.request(), NodesInHand.NONE)
                .join();
        assertThat(response.failure().status()).isEqualTo(Status.INTERNAL);
        assertThat(response.failure().message()).contains("Lookup.find on 10.0.0:2", "on purpose");
    }

    @Test
    void onlyCallsThatWereAnsweredTellHowLongTheNodeTakes() {
        assertThat(node.responseNanos()).isZero();
        for (Status status : Status.values()) {
            if (status != Status.OK && status != Status.APPLICATION) {
                nodes.failed(0, status);
            }
        }
        assertThat(node.responseNanos()).isZero();
        nodes.send(0, Calls.of("note", CallOptions.defaults(), nodes, "one-way"));
        nodes.answer(0, Response.empty());
        assertThat(node.responseNanos()).as("of a one-way call").isZero();
        nodes.send(0);
        nodes.advance(Duration.ofMillis(5));
        nodes.answer(0, NodesInHand.failure(Status.APPLICATION, Outcome.EXECUTED));
        assertThat(node.responseNanos()).isCloseTo(5e6, Percentage.withPercentage(0.1));
    }

    @Test
    void troubleIsWhatItFailsAndRefusesAndNeverACallersFault() {
        for (Status status : List.of(
                Status.CANCELLED,
                Status.UNIMPLEMENTED,
                Status.FAILED_PRECONDITION,
                Status.UNAUTHENTICATED,
                Status.PERMISSION_DENIED,
                Status.INVALID_ARGUMENT,
                Status.RESOURCE_EXHAUSTED,
                Status.APPLICATION)) {
            for (int i = 0; i < 50; i++) {
                nodes.failed(0, status);
            }
            assertThat(node.trouble()).as("%s", status).isZero();
        }
        nodes.failed(0, Status.INTERNAL);
        assertThat(node.trouble()).as("a single failure").isZero();
        nodes.failed(0, Status.UNAVAILABLE);
        assertThat(node.trouble()).isBetween(0.02, 0.03);
        for (int i = 0; i < 40; i++) {
            nodes.failed(0, Status.DEADLINE_EXCEEDED);
        }
        assertThat(node.trouble()).isEqualTo(1);
    }

    @Test
    void refusingIsLoadWhichWeighsLittleWhileItIsSeldom() {
        for (int i = 0; i < 4; i++) {
            nodes.failed(0, Status.OVERLOADED);
        }
        assertThat(node.trouble()).isBetween(0.009, 0.011);
        for (int i = 0; i < 40; i++) {
            nodes.failed(0, Status.OVERLOADED);
        }
        assertThat(node.trouble()).isEqualTo(1);
    }

    @Test
    void whatFailedHereBeforeItWasSentIsNoFaultOfTheNode() {
        for (int i = 0; i < 40; i++) {
            nodes.send(0);
            nodes.answer(0, NodesInHand.failure(Status.INTERNAL, Outcome.NOT_SENT));
        }
        assertThat(node.trouble()).isZero();
    }

    @Test
    void aNodeThatBeginsAgainIsUnknownAndCold() {
        nodes.answered(0, Duration.ofMillis(5));
        nodes.failed(0, Status.INTERNAL);
        nodes.failed(0, Status.INTERNAL);
        assertThat(node.warmth()).isEqualTo(1);
        node.begin(Duration.ofSeconds(30));
        assertThat(node.responseNanos()).isZero();
        assertThat(node.trouble()).isZero();
        assertThat(node.warmth()).isEqualTo(0.1);
        nodes.advance(Duration.ofSeconds(15));
        assertThat(node.warmth()).isEqualTo(0.55);
        nodes.advance(Duration.ofSeconds(15));
        assertThat(node.warmth()).isEqualTo(1);
    }
}
