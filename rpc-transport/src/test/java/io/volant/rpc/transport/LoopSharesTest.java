package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.volant.rpc.Ticker;
import io.volant.rpc.WireMeter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopSharesTest {
    private final List<EventLoop> loops =
            List.of(new DefaultEventLoop(), new DefaultEventLoop(), new DefaultEventLoop());
    private final LoopShares shares = new LoopShares(loops);
    private final WireMeter one = WireMeter.client(Ticker.system());
    private final WireMeter other = WireMeter.client(Ticker.system());

    @AfterEach
    void close() {
        loops.forEach(loop -> loop.shutdownGracefully(0, 1, TimeUnit.SECONDS));
    }

    @Test
    void theConnectionsOfAClientAreOnDifferentLoopsWhateverOthersDo() {
        EventLoop first = shares.take(one);
        shares.take(other);
        shares.take(other); // now the turn is that of the first again
        EventLoop second = shares.take(one);
        EventLoop third = shares.take(one);

        assertThat(List.of(first, second, third)).containsExactlyInAnyOrderElementsOf(loops);
    }

    @Test
    void theFirstConnectionsOfClientsTakeTurns() {
        assertThat(List.of(
                        shares.take(WireMeter.client(Ticker.system())),
                        shares.take(WireMeter.client(Ticker.system())),
                        shares.take(WireMeter.client(Ticker.system()))))
                .containsExactlyInAnyOrderElementsOf(loops);
    }

    @Test
    void aLoopThatWasGivenBackIsTakenAgain() {
        EventLoop first = shares.take(one);
        EventLoop second = shares.take(one);
        shares.take(one);

        shares.giveBack(one, second);

        assertThat(shares.take(one)).isSameAs(second);
        assertThat(first).isNotSameAs(second);
    }
}
