package io.volant.rpc.examples.failover;

import io.volant.rpc.RpcServer;
import io.volant.rpc.examples.process.ParentWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code example failover server}: one of the servers that the example starts for itself. */
@Command(name = "server", hidden = true, description = "One of the servers of the example.")
final class ShopCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--sales", required = true)
    private Path file = Path.of("");

    @Mixin
    private ParentWatch parent = new ParentWatch();

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (RpcServer server = RpcServer.builder()
                .port(0)
                .service(Shop.class, new Counter(Sales.in(file)))
                .start()) {
            parent.begin();
            spec.commandLine().getOut().println("serving on " + server.address());
            server.awaitTermination();
        }
        return 0;
    }

    /** Where prices are told and sales are made, each of which takes some milliseconds. */
    private record Counter(Sales sales) implements Shop {
        @Override
        public CompletableFuture<Integer> price(int article) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            return CompletableFuture.completedFuture(Shopper.priceOf(article));
        }

        @Override
        public CompletableFuture<Integer> priceSoon(int article) {
            return price(article);
        }

        @Override
        public CompletableFuture<Integer> sell(int sale) {
            sales.add(sale);
            return price(sale);
        }
    }
}
