package io.volant.rpc.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StageTest {
    @Test
    void theInnermostFrameThatAStageNamesDecides() {
        assertThat(Stage.of(List.of(
                        "java.lang.String.getBytes",
                        "io.volant.rpc.serialization.WireOutput.putString",
                        "io.volant.rpc.serialization.KryoMethodCodec.encodeArguments",
                        "io.volant.rpc.StubMethod.callAsync",
                        "io.volant.rpc.benchmarks.load.InFlightLoad$Chain.ask")))
                .isEqualTo(Stage.ENCODE);
        assertThat(Stage.of(List.of(
                        "io.netty.buffer.AbstractByteBuf.writeBytes",
                        "io.volant.rpc.transport.Outbound.add",
                        "io.netty.channel.epoll.EpollIoHandler.run")))
                .isEqualTo(Stage.WRITE);
        assertThat(Stage.of(List.of("java.lang.Object.wait", "acme.Program.main")))
                .isEqualTo(Stage.OTHER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.volant.rpc.benchmarks.peers.Messages.of",
                "io.volant.rpc.benchmarks.peer.BeanClient.getUser",
                "io.volant.rpc.benchmarks.peer.UserBean.of",
                "io.volant.rpc.benchmarks.peer.PageBean.of",
                "com.alibaba.fastjson2.JSONWriter.writeAny",
                "com.alipay.remoting.rpc.RpcClient.invokeSync",
                "com.caucho.hessian.io.Hessian2Output.writeObject",
                "com.google.protobuf.CodedInputStream.readTag",
                "com.linecorp.armeria.client.WebClient.execute",
                "com.weibo.api.motan.rpc.AbstractReferer.call",
                "io.grpc.stub.ClientCalls.blockingUnaryCall",
                "io.perfmark.PerfMark.startTask",
                "io.protostuff.ProtostuffIOUtil.mergeFrom",
                "io.rsocket.core.RSocketRequester.requestResponse",
                "org.apache.dubbo.rpc.protocol.AbstractInvoker.invoke",
                "org.apache.thrift.TServiceClient.receiveBase",
                "org.jupiter.rpc.consumer.proxy.SyncInvoker.call",
                "reactor.core.publisher.MonoCreate.subscribe",
                "rpc.turbo.client.TurboClient.request"
            })
    void whatAnotherFrameworkDoesForTheLoadProgramIsTheFrameworks(String frame) {
        assertThat(Stage.of(List.of("java.util.HashMap.get", frame, "io.volant.rpc.benchmarks.load.Question.ask")))
                .isEqualTo(Stage.FRAMEWORK);
    }

    @Test
    void theLongestNameDecidesBetweenStages() {
        assertThat(Stage.of(List.of("io.volant.rpc.StubMethod.callAsync"))).isEqualTo(Stage.STUB);
        assertThat(Stage.of(List.of("io.volant.rpc.StubMethod.complete"))).isEqualTo(Stage.COMPLETE);
        assertThat(Stage.of(List.of("io.volant.rpc.transport.Varint.write32"))).isEqualTo(Stage.WRITE);
        assertThat(Stage.of(List.of("io.volant.rpc.transport.Varint.readLong"))).isEqualTo(Stage.PARSE);
        assertThat(Stage.of(List.of("io.volant.rpc.benchmarks.load.ComputedWorkload.existUser")))
                .isEqualTo(Stage.HANDLER);
        assertThat(Stage.of(List.of("io.volant.rpc.benchmarks.load.Question.ask")))
                .isEqualTo(Stage.LOAD);
    }

    @Test
    void classesOnThePathOfACallHaveAStage() throws IOException {
        for (String module : List.of("rpc-core/src/main/java/io/volant/rpc", "rpc-transport/src/main/java")) {
            try (Stream<Path> files = Files.walk(Path.of("..").resolve(module))) {
                List<String> unnamed = files.map(Path::toString)
                        .filter(
                                file -> file.matches(
                                        ".*/(StubMethod|Dispatcher|ServiceHost|ResponseFuture|OutboundRoom|CallMeter|LoopCrossing|Outbound"
                                                + "|FrameReader|FrameSplitter|CallTable|RunningCall|ReplyReader|ReplyWriter)\\.java"))
                        .map(file -> file.substring(file.indexOf("io/volant"), file.length() - ".java".length())
                                .replace('/', '.'))
                        .filter(type -> Stage.of(List.of(type + ".anything")) == Stage.OTHER)
                        .toList();
                assertThat(unnamed).isEmpty();
            }
        }
    }
}
