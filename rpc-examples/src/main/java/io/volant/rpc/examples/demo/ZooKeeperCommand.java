package io.volant.rpc.examples.demo;

import io.volant.rpc.examples.process.ParentWatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.zookeeper.server.embedded.ZooKeeperServerEmbedded;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code zookeeper}: a ZooKeeper server on a free port of this machine, for {@code demo --registry zookeeper}. */
@Command(name = "zookeeper", hidden = true, description = "A ZooKeeper server for the demo, until Ctrl-C.")
public final class ZooKeeperCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--data", paramLabel = "DIRECTORY", required = true, description = "Where it keeps its state.")
    private Path data = Path.of("");

    @Mixin
    private ParentWatch parent = new ParentWatch();

    ZooKeeperCommand() {}

    @Override
    public Integer call() throws Exception {
        Properties settings = new Properties();
        settings.setProperty("clientPort", "0");
        settings.setProperty("clientPortAddress", "127.0.0.1");
        settings.setProperty("tickTime", "500"); // a session lasts two at least
        settings.setProperty("admin.enableServer", "false");
        ZooKeeperServerEmbedded server = ZooKeeperServerEmbedded.builder()
                .baseDir(Files.createDirectories(data))
                .configuration(settings)
                .build();
        server.start();
        parent.begin();
        spec.commandLine().getOut().println("registry on " + server.getConnectionString());
        new CountDownLatch(1).await(); // until the JVM ends
        return 0;
    }
}
