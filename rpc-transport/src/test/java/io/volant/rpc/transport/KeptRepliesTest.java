package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Payload;
import org.junit.jupiter.api.Test;

class KeptRepliesTest {
    private static final int SMALL = 100;

    private final ReplyRoom room = new ReplyRoom(1 << 20); // of which a connection has 128 KiB
    private final KeptReplies kept = new KeptReplies(room);
    private final MessageHead head = new MessageHead();

    private Reply reply(int bytes) {
        return new Reply(1, FrameType.RESPONSE, 0, Body.plain(Payload.of(new byte[bytes])), Reply.NO_METADATA);
    }

    private Reply keep(long sequence, int bytes) {
        Reply reply = reply(bytes);
        kept.add(sequence, reply);
        return reply;
    }

    @Test
    void aReplyIsFoundUntilItIsAcknowledged() {
        Reply first = keep(1, SMALL);
        Reply second = keep(5, SMALL);
        first.begin(head, 0);
        second.begin(head, 0);

        assertThat(kept.find(5)).isSameAs(second);
        assertThat(kept.find(4)).isNull();

        kept.acknowledge(1);
        assertThat(kept.find(1)).isNull();
        assertThat(kept.find(5)).isSameAs(second);
        kept.acknowledge(2);
        assertThat(kept.isEmpty()).isTrue();
    }

    @Test
    void repliesToOtherCallsAreCountedToo() {
        reply(SMALL).begin(head, 0);
        Reply mine = keep(1, SMALL);
        mine.begin(head, 0);

        kept.acknowledge(1);
        assertThat(kept.find(1)).isSameAs(mine);
        kept.acknowledge(2);
        assertThat(kept.find(1)).isNull();
    }

    @Test
    void whatWasNotSentIsNotAcknowledged() {
        Reply waiting = keep(1, SMALL);

        kept.acknowledge(1_000);

        assertThat(kept.find(1)).isSameAs(waiting);
    }

    @Test
    void theOldestIsForgottenWhereThereIsNoRoom() {
        for (int n = 1; n <= 4_000; n++) {
            keep(n, SMALL);
        }

        assertThat(kept.find(1)).isNull();
        assertThat(kept.find(4_000)).isNotNull();
        assertThat(room.taken()).isLessThanOrEqualTo(room.share());
        kept.clear();
        assertThat(room.taken()).isZero();
    }

    @Test
    void whatABodyLeavesOfItsArrayUnusedTakesRoomToo() {
        byte[] mostlyUnused = new byte[(int) room.share()];
        kept.add(1, new Reply(1, FrameType.RESPONSE, 0, Body.plain(Payload.of(mostlyUnused, 0, 8)), Reply.NO_METADATA));

        assertThat(kept.find(1)).isNull();
        assertThat(room.taken()).isZero();
    }

    @Test
    void oneThatIsLargerThanTheShareOfAConnectionIsNotKept() {
        Reply before = keep(1, SMALL);
        keep(2, (int) room.share());

        assertThat(kept.find(2)).isNull();
        assertThat(kept.find(1)).isSameAs(before);
    }

    @Test
    void whereOthersHaveTakenAllTheRoomItKeepsWhatIsFree() {
        while (room.take(1 << 10)) {}

        keep(1, SMALL);
        keep(2, 8 * SMALL);
        keep(3, 2_000);

        assertThat(kept.find(1)).as("too old").isNull();
        assertThat(kept.find(2)).as("too old").isNull();
        assertThat(kept.find(3)).as("too large").isNull();
        keep(4, SMALL);
        assertThat(kept.find(4)).isNotNull();
    }

    @Test
    void roomIsGivenBackAsItIsAcknowledged() {
        for (int n = 1; n <= 500; n++) {
            keep(n, SMALL).begin(head, 0);
        }
        long most = room.taken();

        kept.acknowledge(500);

        assertThat(most).isGreaterThan(50_000);
        assertThat(room.taken()).isLessThan(most / 2);
        assertThat(kept.isEmpty()).isTrue();
    }

    @Test
    void aSweepForgetsWhatWasThereAtTheLastOne() {
        keep(1, SMALL);
        keep(2, SMALL).begin(head, 0);
        kept.sweep();
        assertThat(kept.find(1)).isNotNull();
        keep(3, SMALL);

        kept.sweep();

        assertThat(kept.find(1)).isNull();
        assertThat(kept.find(2)).isNull();
        assertThat(kept.find(3)).isNotNull();
        kept.sweep();
        assertThat(kept.isEmpty()).isTrue();
        assertThat(room.taken()).isZero();
    }
}
