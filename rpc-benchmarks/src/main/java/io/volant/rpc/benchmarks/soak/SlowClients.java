package io.volant.rpc.benchmarks.soak;

import io.volant.rpc.Checksum;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Random;

/** Clients that do not read for a while and those whose bytes come one at a time; all of their calls are answered in the end. */
record SlowClients(InetSocketAddress server) implements Visitor {
    @Override
    public void visit(Random random) throws IOException, InterruptedException {
        Trouble trouble = random.nextBoolean() ? Trouble.STALL : Trouble.DRIP;
        try (Relay relay = new Relay(server, trouble, random);
                Business business = Business.open(relay.address(), Checksum.AUTO)) {
            business.call(random).await();
        }
    }
}
