package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Failure;
import io.volant.rpc.Outcome;
import io.volant.rpc.Status;
import org.junit.jupiter.api.Test;

/** A call that breaks the rules, or comes with too many others, is refused or cut off; the client beside it notices nothing. */
class HostileCallTest extends HostileClients {
    @Test
    void aMethodThatNobodyBoundIsAnsweredAndTheConnectionLives() {
        Failure failure = failureOf(call(9));

        assertThat(failure.status()).isEqualTo(Status.UNIMPLEMENTED);
        assertThat(failure.outcome()).isEqualTo(Outcome.REJECTED);
    }

    @Test
    void argumentsMetadataAndExtensionsThatCannotBeReadCostTheCall() {
        assertThat(failureOf(message(head(FrameType.REQUEST, SAY, 9).metadata(new byte[] {9, 9, 9}), 0))
                        .status())
                .isEqualTo(Status.INVALID_ARGUMENT);
        assertThat(failureOf(message(head(FrameType.REQUEST, SAY, 9).metadata(new byte[9_000]), 0))
                        .status())
                .isEqualTo(Status.RESOURCE_EXHAUSTED);
        assertThat(failureOf(message(head(FrameType.REQUEST, SAY, 9).extensions(new byte[] {2, 0}), 0))
                        .status())
                .isEqualTo(Status.UNIMPLEMENTED);
        assertThat(failureOf(message(head(FrameType.REQUEST, SAY, 9).compressed(1, 1 << 30), 4))
                        .status())
                .isEqualTo(Status.INVALID_ARGUMENT);
    }

    @Test
    void aMessageAnnouncedAboveTheLimitIsRefusedAndSkipped() {
        Failure failure = failureOf(client -> {
            client.frame((writer, out) ->
                    writer.first(out, head(FrameType.REQUEST, SAY, 9), 20 << 20, new byte[100], 0, 100));
            client.frame((writer, out) -> writer.fragment(out, 9, 1, true, new byte[100], 0, 100));
        });

        assertThat(failure.status()).isEqualTo(Status.RESOURCE_EXHAUSTED);
        assertThat(failure.outcome()).isEqualTo(Outcome.REJECTED);
    }

    @Test
    void anAbortedMessageNeverRunsAndIsNotAnswered() {
        try (RawPeer client = RawPeer.client(server.port())) {
            bind(client);
            client.frame((writer, out) -> writer.first(out, head(FrameType.REQUEST, SAY, 9), 10, new byte[10], 0, 5));
            client.frame((writer, out) -> writer.fragmentAbort(out, 9, 1));
            client.frame((writer, out) -> writer.ping(out, 1));

            assertThat(client.read().type()).isEqualTo(FrameType.PONG);
        }
    }

    @Test
    void moreCallsThanAllowedAreRefusedOneByOne() {
        try (RawPeer client = RawPeer.client(server.port())) {
            bind(client);
            for (int id = 1; id <= 8; id++) {
                tell(client, id);
            }
            client.frame((writer, out) -> writer.message(out, head(FrameType.REQUEST, SAY, 9), new byte[0], 0, 0));

            FrameHeader answer = client.read();

            assertThat(answer.aux()).isEqualTo(Status.OVERLOADED.code());
            held.call(7);
            held.calls.forEach(Held.Call::answer);
        }
    }

    @Test
    void callsThatAreCancelledAtOnceAgainAndAgainStayBoundedAndAreCutOff() {
        try (RawPeer client = RawPeer.client(server.port())) {
            bind(client);
            Thread flood = new Thread(() -> {
                try {
                    for (int id = 1; id <= 10_000; id++) {
                        int call = id;
                        tell(client, call);
                        client.frame((writer, out) -> writer.cancel(out, call, Status.CANCELLED.code()));
                    }
                } catch (RuntimeException e) {
                    return; // cut off
                }
            });
            flood.setDaemon(true);
            flood.start();

            GoAwayFrame goAway = client.readToEnd();

            assertThat(goAway == null ? GoAwayFrame.FLOOD : goAway.reason()).isEqualTo(GoAwayFrame.FLOOD);
            assertThat(held.calls).hasSizeLessThanOrEqualTo(8);
        }
    }

    @Test
    void pingsWithoutEndAreCutOff() {
        try (RawPeer client = RawPeer.client(server.port())) {
            for (int i = 0; i < 4; i++) {
                client.frame((writer, out) -> writer.ping(out, 1));
            }

            GoAwayFrame goAway = client.readToEnd();

            assertThat(goAway).isNotNull();
            assertThat(goAway.reason()).isEqualTo(GoAwayFrame.FLOOD);
            assertThat(goAway.text()).startsWith("P-PNG-1: ");
        }
    }

    @Test
    void halfAFrameAndThenTheEndLeavesNothingBehind() {
        try (RawPeer client = RawPeer.client(server.port())) {
            client.hex("00001000 1000 0000 00000001 00000000");
        }
    }

    @Test
    void aThousandFramesInOneSegment() {
        try (RawPeer client = RawPeer.client(server.port())) {
            bind(client);
            client.send(out -> {
                FrameWriter writer = new FrameWriter(FrameChecksum.none());
                for (int id = 1; id <= 1_000; id++) {
                    byte[] body = argument("x");
                    writer.message(out, head(FrameType.REQUEST, SAY, id), body, 0, body.length);
                }
            });

            for (int i = 0; i < 1_000; i++) {
                assertThat(client.read().type()).isEqualTo(FrameType.RESPONSE);
            }
        }
    }
}
