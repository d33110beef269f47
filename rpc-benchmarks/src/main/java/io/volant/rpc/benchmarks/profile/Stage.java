package io.volant.rpc.benchmarks.profile;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A part of a call. A stack belongs to the stage of its innermost frame that any stage names; the longest name decides. Frames of
 * the JDK, of buffers and of single codecs are in no name, so that whoever uses them answers for them.
 */
enum Stage {
    LOAD("load program", "benchmarks.load."),
    HANDLER("handler", "benchmarks.load.ComputedWorkload examples."),
    STUB("stub and route", """
            StubTable StubMethod StubFactory AsyncCall BlockingCall CallOptions CallScope CallContext Request Deadline DirectRoute
            Route OpenRoutes ConnectionPool ExtraConnection Metadata CallMdc benchmarks.reference.RawUsers"""),
    ENCODE("encode", """
            serialization.KryoMethodCodec.encode benchmarks.reference.HandCodec.write benchmarks.reference.RawUsers.existFrame
            benchmarks.reference.RawUsers.createFrame benchmarks.reference.RawUsers.frame"""),
    QUEUE("queue and batch", """
            transport.LoopCrossing transport.Submission transport.NettyConnection transport.IoThread
            benchmarks.reference.RawBatch.push benchmarks.reference.RawBatch.drain benchmarks.reference.RawBatch.start
            benchmarks.reference.RawBatch.call"""),
    WRITE("frame write", """
            transport.Outbound transport.FrameWriter transport.OutMessage transport.ReplyWriter transport.ReplyHead
            transport.MessageHead transport.Varint.write transport.FrameHeader transport.FrameChecksum transport.Reply
            transport.BodyCompression benchmarks.reference.RawBatch$"""),
    PARSE("frame parse", """
            transport.FrameSplitter transport.FrameReader transport.Link transport.ReplyReader transport.Varint transport.Assembl
            transport.FragmentRing transport.LargeMessage transport.Body transport.Inflation transport.Liveness Payload
            transport.FirstBytes transport.FrameHeader.copyOfBody benchmarks.reference.BatchHandler benchmarks.reference.EchoedMessages"""),
    SLOT("slot", "transport.CallTable transport.PendingCall transport.CallId transport.ClientCalls"),
    ROOM("limits and budgets", """
            OutboundRoom CallRoom ByteBudget MemoryShare BytesInFlight AdaptiveLimit transport.RequestGate transport.LoopShares
            transport.PeerLimits transport.Backlog transport.ReplySizes LargeReplies"""),
    DISPATCH("dispatch", """
            Dispatcher ServiceHost Interceptor transport.ServerCalls transport.RunningCall transport.CallRunner transport.CallEnds
            transport.ServerBindings transport.ServerAnswer transport.BoundService WorkerPool CallQueue ExportedService
            benchmarks.reference.RawBatchAnswers benchmarks.reference.HandCodec.answer"""),
    DECODE("decode", "serialization.KryoMethodCodec.decode benchmarks.reference.HandCodec.read"),
    COMPLETE("completion", """
            CallFuture ResponseFuture Response Futures CallbackThreads StubMethod.complete benchmarks.reference.RawBatch$Call.onReply
            benchmarks.reference.RawBatch$Call.await"""),
    CLOCK("clocks and statistics", """
            Ticker DurationMeter Durations CallMeter CallTime SlowCalls CallEvent FlightEvents WireMeter Outcome transport.CallClock
            transport.SendClock transport.LoopTick transport.TimeLimit"""),
    LOOP("event loop", """
            io.netty.channel.epoll. io.netty.channel.nio. io.netty.channel.Abstract io.netty.channel.Default io.netty.channel.Single
            io.netty.channel.ChannelOutboundBuffer io.netty.channel.unix. io.netty.util.concurrent.Single"""),
    FRAMEWORK("the other framework", """
            benchmarks.peers. benchmarks.peer.Bean benchmarks.peer.UserBean benchmarks.peer.PageBean com.alibaba. com.alipay.
            com.caucho. com.google.protobuf. com.linecorp. com.weibo. io.grpc. io.perfmark. io.protostuff. io.rsocket. org.apache.
            org.jupiter. reactor. rpc.turbo."""),
    OTHER("everything else", "");

    private static final String OURS = "io.volant.rpc.";

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of strings
    private final List<String> names;

    Stage(String label, String names) {
        this.label = label;
        this.names = Arrays.stream(names.split("\\s+", -1))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** In tables. */
    String label() {
        return label;
    }

    /** Of a stack, innermost frame first, each {@code class.method}. */
    static Stage of(List<String> frames) {
        for (String frame : frames) {
            String name = frame.startsWith(OURS) ? frame.substring(OURS.length()) : frame;
            Match best = Arrays.stream(values())
                    .map(stage -> new Match(stage, stage.longest(name)))
                    .max(Comparator.comparingInt(Match::length))
                    .orElseThrow();
            if (best.length > 0) {
                return best.stage;
            }
        }
        return OTHER;
    }

    private int longest(String frame) {
        return names.stream()
                .filter(frame::startsWith)
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    private record Match(Stage stage, int length) {}
}
