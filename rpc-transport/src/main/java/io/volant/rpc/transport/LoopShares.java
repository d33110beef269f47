package io.volant.rpc.transport;

import io.netty.channel.EventLoop;
import io.volant.rpc.WireMeter;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Which event loops the connections of each client are on. The next one comes on a loop that has fewest of them, and where several
 * have, these take turns: so that the second connection of a client is not on the loop of the first. Thread-safe.
 */
final class LoopShares {
    private final List<EventLoop> loops;
    private final IdentityHashMap<WireMeter, int[]> shares =
            new IdentityHashMap<>(); // guarded by this, as what follows
    private int turn;

    LoopShares(List<EventLoop> loops) {
        this.loops = List.copyOf(loops);
    }

    /**
     * The loop for one more connection, to be given back when that has ended.
     *
     * @param client its meter, of which each client has one
     */
    synchronized EventLoop take(WireMeter client) {
        int[] share = shares.computeIfAbsent(client, c -> new int[loops.size()]);
        int best = turn;
        for (int i = 0; i < share.length; i++) {
            int loop = (turn + i) % share.length;
            if (share[loop] < share[best]) {
                best = loop;
            }
        }
        turn = (turn + 1) % share.length;
        share[best]++;
        return loops.get(best);
    }

    synchronized void giveBack(WireMeter client, EventLoop loop) {
        int[] share = shares.get(client);
        if (share == null) {
            throw new IllegalStateException("event loop: " + loop + " (expected: one that this client took)");
        }
        share[loops.indexOf(loop)]--;
        for (int connections : share) {
            if (connections > 0) {
                return;
            }
        }
        shares.remove(client);
    }
}
