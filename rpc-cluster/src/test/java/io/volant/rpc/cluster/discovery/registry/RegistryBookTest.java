package io.volant.rpc.cluster.discovery.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.RpcException;
import io.volant.rpc.Status;
import io.volant.rpc.cluster.discovery.registry.LeaseAnswer.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The rules of leases, epochs and revisions, on a clock that the test moves. */
final class RegistryBookTest {
    private static final long LIFE = 42;
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final String ORDERS = "shop.Orders:1";
    private static final String PRICES = "shop.Prices:1";

    private final HandTicker ticker = new HandTicker();
    private final RegistryBook book = book(RegistryRoom.DEFAULT);

    private RegistryBook book(RegistryRoom room) {
        return new RegistryBook(LIFE, ticker, LEASE, room);
    }

    private static LeaseRequest request(long lease, String endpoint, long epoch, String... services) {
        return new LeaseRequest(lease, 0, new ServerEntry(endpoint, "", epoch, 100, "", Map.of()), List.of(services));
    }

    private List<String> servers(String service) {
        return book.view(service).servers().stream()
                .map(server -> server.endpoint() + "@" + server.epoch())
                .toList();
    }

    /** Lets time pass as it does for a registry that runs. */
    private void pass(Duration time) {
        for (int i = 0; i < 10; i++) { // each less than half a lease
            ticker.advance(time.dividedBy(10));
            book.sweep();
        }
    }

    @Test
    void aLeaseThatIsNotRenewedEndsAfterItsTimeAndNotBefore() {
        book.register(request(1, "a:1", 1, ORDERS));
        pass(LEASE.minusNanos(10));
        assertThat(servers(ORDERS)).containsExactly("a:1@1");
        pass(Duration.ofNanos(10));
        assertThat(servers(ORDERS)).isEmpty();
        assertThat(book.renew(1).state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void aRenewalGivesALeaseItsTimeAnew() {
        book.register(request(1, "a:1", 1, ORDERS));
        pass(LEASE.minusSeconds(1));
        assertThat(book.renew(1)).isEqualTo(new LeaseAnswer(State.HELD, 10_000));
        pass(LEASE.minusSeconds(1));
        assertThat(servers(ORDERS)).containsExactly("a:1@1");
    }

    @Test
    void aRegistryThatStoodStillTakesNobodyOut() {
        book.register(request(1, "a:1", 1, ORDERS));
        ticker.advance(Duration.ofMinutes(5));
        book.sweep();
        assertThat(servers(ORDERS)).containsExactly("a:1@1");
        pass(LEASE);
        assertThat(servers(ORDERS)).isEmpty();
    }

    @Test
    void aRegistryThatStoodStillIsNotSettledBySleeping() {
        ticker.advance(Duration.ofMinutes(5));
        book.sweep();
        assertThat(book.view(ORDERS).settled()).isFalse();
        pass(LEASE);
        assertThat(book.view(ORDERS).settled()).isTrue();
    }

    @Test
    void settlingIsNewsToThoseWhoHaveSeenAServiceAndToThoseWhoHaveSeenNone() {
        book.register(request(1, "a:1", 1, ORDERS));
        Seen orders = book.latest(ORDERS);
        Seen nothing = book.latest(PRICES);
        pass(LEASE.minusSeconds(1));
        assertThat(List.of(book.latest(ORDERS), book.latest(PRICES))).containsExactly(orders, nothing);
        book.renew(1);
        pass(Duration.ofSeconds(1));
        assertThat(book.latest(ORDERS)).isNotEqualTo(orders);
        assertThat(book.latest(PRICES)).isNotEqualTo(nothing);
    }

    @Test
    void aLaterLifeTakesThePlaceAndTheEarlierOneIsToldSo() {
        book.register(request(1, "a:1", 1, ORDERS));
        assertThat(book.register(request(2, "a:1", 2, ORDERS)).state()).isEqualTo(State.HELD);
        assertThat(servers(ORDERS)).containsExactly("a:1@2");
        assertThat(book.renew(1).state()).isEqualTo(State.SUPERSEDED);
        assertThat(book.register(request(1, "a:1", 1, ORDERS)).state()).isEqualTo(State.SUPERSEDED);
        book.withdraw(request(1, "a:1", 1, ORDERS));
        assertThat(servers(ORDERS)).containsExactly("a:1@2");
    }

    @Test
    void theExpiryOfAnEarlierLifeTakesNothingFromALaterOne() {
        book.register(request(1, "a:1", 1, ORDERS));
        pass(LEASE.dividedBy(2));
        book.register(request(2, "a:1", 2, ORDERS));
        pass(LEASE.dividedBy(2).plusSeconds(1));
        assertThat(servers(ORDERS)).containsExactly("a:1@2");
    }

    @Test
    void anEarlierLifeDoesNotComeBackAfterALaterOneWithdrew() {
        book.register(request(2, "a:1", 2, ORDERS));
        book.withdraw(request(2, "a:1", 2, ORDERS));
        assertThat(book.register(request(1, "a:1", 1, ORDERS)).state()).isEqualTo(State.SUPERSEDED);
        assertThat(servers(ORDERS)).isEmpty();
    }

    @Test
    void aRegistrationThatIsOvertakenByItsWithdrawalChangesNothing() {
        book.withdraw(request(1, "a:1", 1, ORDERS));
        assertThat(book.register(request(1, "a:1", 1, ORDERS)).state()).isEqualTo(State.SUPERSEDED);
        assertThat(servers(ORDERS)).isEmpty();
    }

    @Test
    void anEarlierLifeHasThePlacesOfALaterOneWhenThatIsGone() {
        book.register(request(2, "a:1", 2, ORDERS));
        assertThat(book.register(request(1, "a:1", 1, ORDERS, PRICES)).state()).isEqualTo(State.HELD);
        pass(LEASE.dividedBy(2));
        book.renew(1);
        assertThat(servers(ORDERS)).containsExactly("a:1@2");
        pass(LEASE.dividedBy(2).plusSeconds(1));
        assertThat(servers(ORDERS)).isEmpty();
        assertThat(book.renew(1).state()).isEqualTo(State.HELD);
        assertThat(servers(ORDERS)).containsExactly("a:1@1");
    }

    @Test
    void ofTwoWithTheSameEpochTheLastOneCounts() {
        book.register(request(1, "a:1", 0, ORDERS));
        book.register(request(2, "a:1", 0, ORDERS));
        assertThat(book.renew(1).state()).isEqualTo(State.SUPERSEDED);
        assertThat(book.renew(2).state()).isEqualTo(State.HELD);
    }

    @Test
    void anEarlierLifeKeepsTheServicesThatTheLaterOneDoesNotOffer() {
        book.register(request(1, "a:1", 1, ORDERS, PRICES));
        book.register(request(2, "a:1", 2, ORDERS));
        assertThat(servers(PRICES)).containsExactly("a:1@1");
        assertThat(book.renew(1).state()).isEqualTo(State.HELD);
        pass(LEASE);
        assertThat(servers(PRICES)).isEmpty();
    }

    @Test
    void anOlderRevisionThatComesLateChangesNothing() {
        LeaseRequest first = request(1, "a:1", 1, ORDERS);
        LeaseRequest second = first.with(new ServerEntry("a:1", "", 1, 7, "", Map.of()));
        book.register(second);
        assertThat(book.register(first).state()).isEqualTo(State.HELD);
        assertThat(book.view(ORDERS).servers()).extracting(ServerEntry::weight).containsExactly(7);
    }

    @Test
    void enteringTheSameAgainIsNoNews() {
        book.register(request(1, "a:1", 1, ORDERS));
        Seen before = book.latest(ORDERS);
        book.takeChanged();
        book.register(request(1, "a:1", 1, ORDERS));
        assertThat(book.latest(ORDERS)).isEqualTo(before);
        assertThat(book.takeChanged()).isEmpty();
    }

    @Test
    void aLeaseThatNamesOtherServicesLeavesThoseItNamedBefore() {
        book.register(request(1, "a:1", 1, ORDERS, PRICES));
        book.register(request(1, "b:1", 1, PRICES));
        assertThat(servers(ORDERS)).isEmpty();
        assertThat(servers(PRICES)).containsExactly("b:1@1");
        pass(LEASE);
        assertThat(servers(PRICES)).isEmpty();
    }

    @Test
    void whileItIsNotSettledItTellsWhoWithdrew() {
        book.withdraw(request(1, "a:1", 1, ORDERS));
        assertThat(book.view(ORDERS).withdrawn()).containsExactly("a:1");
        book.register(request(2, "a:1", 2, ORDERS));
        assertThat(book.view(ORDERS).withdrawn()).isEmpty();
    }

    @Test
    void aFullRegistryNamesWhatItIsFullOf() {
        RegistryBook small = book(new RegistryRoom(2, 2, 1));
        small.register(request(1, "a:1", 1, ORDERS));
        assertFull(
                () -> small.register(request(2, "b:1", 1, ORDERS)),
                "servers of shop.Orders:1: 1 (expected: at most 1)");
        assertFull(() -> small.register(request(2, "b:1", 1, PRICES, "x:1")), "services: 1 (expected: at most 2)");
        small.register(request(2, "b:1", 1, PRICES));
        assertFull(() -> small.register(request(3, "c:1", 1, ORDERS)), "servers: 2 (expected: at most 2)");
        assertThat(small.register(request(1, "a:1", 1, ORDERS)).state()).isEqualTo(State.HELD);
    }

    private static void assertFull(ThrowingCallable call, String what) {
        assertThatThrownBy(call)
                .isInstanceOf(RpcException.class)
                .hasMessageContaining(what)
                .satisfies(
                        thrown -> assertThat(((RpcException) thrown).status()).isEqualTo(Status.RESOURCE_EXHAUSTED));
    }

    @Test
    void nothingIsLeftOfThoseThatCameAndWent() {
        for (int i = 0; i < 100; i++) {
            book.register(request(i, "a:1", i, "service-" + i + ":1"));
            book.withdraw(request(i, "a:1", i, "service-" + i + ":1"));
        }
        pass(LEASE.multipliedBy(3));
        assertThat(book.services()).isEmpty();
        assertThat(book.entries()).isEmpty();
        assertThat(book.isEmpty()).isTrue();
    }
}
