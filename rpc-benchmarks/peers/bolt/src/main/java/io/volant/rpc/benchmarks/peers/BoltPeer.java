package io.volant.rpc.benchmarks.peers;

import com.alipay.remoting.BizContext;
import com.alipay.remoting.config.BoltClientOption;
import com.alipay.remoting.config.BoltServerOption;
import com.alipay.remoting.rpc.RpcClient;
import com.alipay.remoting.rpc.RpcServer;
import com.alipay.remoting.rpc.protocol.SyncUserProcessor;
import io.volant.rpc.benchmarks.load.Workload;
import io.volant.rpc.benchmarks.peer.BeanAnswers;
import io.volant.rpc.benchmarks.peer.BeanClient;
import io.volant.rpc.benchmarks.peer.BeanUsers;
import io.volant.rpc.benchmarks.peer.FreePort;
import io.volant.rpc.benchmarks.peer.Peer;

/** SOFABolt with Hessian: {@code bolt} as it comes, {@code boltFlush} with flushes consolidated and high watermarks. */
public final class BoltPeer implements Peer {
    private static final String HIGH = String.valueOf(64 << 20);
    private static final String LOW = String.valueOf(32 << 20);

    @Override
    public Serving serve(String row, Workload workload) throws Exception {
        int port = FreePort.take();
        boolean tuned = tune(row);
        RpcServer server = tuned ? new RpcServer(port, true, true) : new RpcServer("127.0.0.1", port);
        if (tuned) {
            server.option(BoltServerOption.NETTY_FLUSH_CONSOLIDATION, true);
        }
        server.registerUserProcessor(new Answers(new BeanAnswers(workload)));
        server.startup();
        return new Serving(port, settings(tuned));
    }

    @Override
    public Connection connect(String row, int port) {
        boolean tuned = tune(row);
        RpcClient client = new RpcClient();
        if (tuned) {
            client.option(BoltClientOption.NETTY_FLUSH_CONSOLIDATION, true);
        }
        client.startup();
        BoltUsers users = new BoltUsers(client, "127.0.0.1:" + port);
        users.existUser("");
        return Connection.of(BeanClient.of(users), "one connection, time-out 30 s, " + settings(tuned));
    }

    /** Says whether a row is tuned, and sets what only system properties do. */
    private static boolean tune(String row) {
        return switch (row) {
            case "bolt" -> false;
            case "boltFlush" -> {
                System.setProperty("bolt.netty.buffer.high.watermark", HIGH);
                System.setProperty("bolt.netty.buffer.low.watermark", LOW);
                yield true;
            }
            default -> throw Peer.unknown(row);
        };
    }

    private static String settings(boolean tuned) {
        return "hessian" + (tuned ? ", flush consolidation, watermarks " + LOW + " and " + HIGH : "");
    }

    /** The server's end. */
    private static final class Answers extends SyncUserProcessor<BoltQuestion> {
        private final BeanUsers users;

        Answers(BeanUsers users) {
            this.users = users;
        }

        @Override
        public Object handleRequest(BizContext context, BoltQuestion question) {
            return question.answer(users);
        }

        @Override
        public String interest() {
            return BoltQuestion.class.getName();
        }
    }
}
