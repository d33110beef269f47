package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.Metadata;
import io.volant.rpc.Payload;
import io.volant.rpc.Request;
import io.volant.rpc.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallTableTest {
    private static final Request REQUEST = TestClient.request(
            TestClient.codec(Echo.class), Duration.ofSeconds(1), Metadata.empty(), Ticker.system(), "say", "x");

    private final CallTable table = new CallTable();

    @Test
    void theFirstSlotSkipsTheIdOfTheConnection() {
        int id = table.claim(call(), 0);

        assertThat(CallId.slot(id)).isZero();
        assertThat(id).isNotEqualTo(CallId.CONNECTION);
    }

    @Test
    void slotsAreTakenInTheOrderInWhichTheyBecameFree() {
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < 1_024; i++) {
            ids.add(table.claim(call(), 0));
        }
        table.release(ids.get(7));
        table.release(ids.get(3));

        assertThat(CallId.slot(table.claim(call(), 0))).isEqualTo(7);
        assertThat(CallId.slot(table.claim(call(), 0))).isEqualTo(3);
    }

    @Test
    void aThousandSlotsGoRoundAlsoForOneCallAtATime() {
        Set<Integer> slots = new HashSet<>();
        int first = table.claim(call(), 0);
        table.release(first);
        for (int i = 1; i < 1_024; i++) {
            int id = table.claim(call(), 0);
            slots.add(CallId.slot(id));
            table.release(id);
        }
        assertThat(slots).hasSize(1_023).doesNotContain(CallId.slot(first));

        int again = table.claim(call(), 0);

        assertThat(CallId.slot(again)).isEqualTo(CallId.slot(first));
        assertThat(again).isNotEqualTo(first);
        assertThat(table.wasIssued(first)).isTrue();
        assertThat(table.find(first)).isNull();
    }

    @Test
    void itGrowsToItsLimitAndThenIsFull() {
        Set<Integer> ids = new HashSet<>();
        for (int i = 0; i < CallId.MAX_SLOTS; i++) {
            ids.add(table.claim(call(), 0));
        }

        assertThat(ids).hasSize(CallId.MAX_SLOTS).doesNotContain(CallId.CONNECTION);
        assertThat(table.claim(call(), 0)).isEqualTo(CallId.CONNECTION);
        table.release(ids.iterator().next());
        assertThat(table.claim(call(), 0)).isNotEqualTo(CallId.CONNECTION);
    }

    @Test
    void everyReleaseFreesOneSlotSoThatItCanBeFilledAgainAndAgain() {
        Set<Integer> issued = new HashSet<>();
        for (int round = 0; round < 3; round++) {
            List<Integer> ids = new ArrayList<>();
            for (int i = 0; i < CallId.MAX_SLOTS; i++) {
                ids.add(table.claim(call(), 0));
            }
            assertThat(table.claim(call(), 0)).isEqualTo(CallId.CONNECTION);
            assertThat(issued.addAll(ids)).isTrue();
            ids.forEach(table::release);
            assertThat(table.inUse()).isZero();
        }
        assertThat(issued).hasSize(3 * CallId.MAX_SLOTS).doesNotContain(CallId.CONNECTION);
        assertThat(issued).allSatisfy(id -> assertThat(table.find(id)).isNull());
    }

    @Test
    void aReleasedIdIsLateAndAnIdOfTheFutureWasNeverIssued() {
        int id = table.claim(call(), 0);
        table.release(id);

        assertThat(table.find(id)).isNull();
        assertThat(table.wasIssued(id)).isTrue();
        int next = CallId.of(CallId.slot(id), CallId.generation(id) + 1);
        assertThat(table.wasIssued(next)).isFalse();
        assertThat(table.wasIssued(CallId.of(500, 0))).isFalse();
        assertThat(table.wasIssued(CallId.of(5_000, 0))).isFalse();
        assertThat(table.wasIssued(id | 1 << 31)).isFalse();
    }

    @Test
    void aLateReplyNeverFindsANewerCallOfItsSlot() {
        int old = table.claim(call(), 0);
        table.release(old);
        PendingCall newer = null;
        int id = 0;
        for (int i = 0; i < 1_024; i++) { // until the slot comes round
            newer = call();
            id = table.claim(newer, 0);
        }

        assertThat(CallId.slot(id)).isEqualTo(CallId.slot(old));
        assertThat(table.find(old)).isNull();
        assertThat(table.find(id)).isSameAs(newer);
    }

    @Test
    void releasingTwiceIsAFault() {
        int id = table.claim(call(), 0);
        table.release(id);

        assertThatThrownBy(() -> table.release(id)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void callsExpireOnceTheirTimeHasCome() {
        PendingCall early = call();
        PendingCall late = call();
        late.id = table.claim(late, 2_000);
        early.id = table.claim(early, 1_000);

        assertThat(expired(999)).isEmpty();
        assertThat(expired(1_000)).containsExactly(early);
        assertThat(expired(1_999)).isEmpty();
        assertThat(expired(2_000)).containsExactly(late);
    }

    @Test
    void deadlinesAreComparedAlsoWhereTheClockWraps() {
        PendingCall call = call();
        call.id = table.claim(call, Long.MIN_VALUE + 10);

        assertThat(expired(Long.MAX_VALUE - 10)).isEmpty();
        assertThat(expired(Long.MIN_VALUE + 10)).containsExactly(call);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whateverHappensItAgreesWithAMap(long seed) {
        Random random = new Random(seed);
        Map<Integer, PendingCall> model = new HashMap<>();
        Deque<Integer> released = new ArrayDeque<>();
        for (int step = 0; step < 50_000; step++) {
            int most = 1 + (step / 10_000) * 2_000;
            if (model.size() < most && random.nextInt(100) < 55) {
                PendingCall call = call();
                int id = table.claim(call, random.nextInt());
                assertThat(id).isNotEqualTo(CallId.CONNECTION);
                assertThat(model.put(id, call)).isNull();
            } else if (!model.isEmpty()) {
                int id = model.keySet().iterator().next();
                table.release(id);
                model.remove(id);
                released.add(id);
            }
            assertThat(table.inUse()).isEqualTo(model.size());
        }
        model.forEach((id, call) -> assertThat(table.find(id)).isSameAs(call));
        assertThat(released).allSatisfy(id -> {
            assertThat(table.find(id)).isNull();
            assertThat(table.wasIssued(id)).isTrue();
        });
    }

    private List<PendingCall> expired(long now) {
        List<PendingCall> expired = new ArrayList<>();
        table.expire(now, call -> {
            expired.add(call);
            table.release(call.id);
        });
        return expired;
    }

    /** A call that nobody completes. */
    private PendingCall call() {
        return new PendingCall(null, REQUEST, Body.plain(Payload.empty()), new byte[0], null);
    }
}
