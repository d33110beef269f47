package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.volant.rpc.Failure;
import io.volant.rpc.Metadata;
import io.volant.rpc.Outcome;
import io.volant.rpc.Payload;
import io.volant.rpc.Priority;
import io.volant.rpc.Status;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The golden examples of section 4. */
final class CallExamples {
    private static final Metadata METADATA = Metadata.of(
                    "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
            .with("demo-call", "42");
    private static final Failure OVERLOADED = Failure.of(
                    Status.OVERLOADED, Outcome.REJECTED, "100 calls are waiting. Not executed.")
            .withRetryAfter(Duration.ofSeconds(1));
    private static final Failure DECLARED = Failure.of(Status.APPLICATION, Outcome.EXECUTED, "no user 7")
            .withTypeName("demo.NotFound")
            .withDeclaredPayload(Payload.of(HexFormat.of().parseHex("000a6e6f20757365722037")));
    private static final Failure LATE =
            Failure.of(Status.DEADLINE_EXCEEDED, Outcome.REJECTED, "Echo.say: too late. Not executed.");

    private static final Epoch EPOCH = new Epoch(0x0F1E2D3C4B5A6978L, 0x8796A5B4C3D2E1F0L);

    private final FrameWriter writer = new FrameWriter(FrameChecksum.none());
    private final FrameReader reader = new FrameReader(Bytes.ALL_FEATURES);
    private final MessageHead head = new MessageHead();

    private CallExamples() {}

    static List<Example> all() {
        CallExamples examples = new CallExamples();
        return List.of(
                examples.request(),
                examples.requestWithEverything(),
                examples.requestOfAPriority(),
                examples.requestToRunOnce("G-REQ-4", 0x4005, 300, null),
                examples.requestToRunOnce("G-REQ-5", 0x4001, 1, EPOCH),
                examples.frame("G-RSP-1", out -> examples.message(out, FrameType.RESPONSE, 0, 0x4001, "036869"), f -> {
                    assertThat(f.type()).isEqualTo(FrameType.RESPONSE);
                    assertThat(f.callId()).isEqualTo(0x4001);
                    assertThat(hex(f)).isEqualTo("036869");
                }),
                examples.frame("G-RSP-2", out -> examples.message(out, FrameType.RESPONSE, 1, 0x4002, ""), f -> {
                    assertThat(f.type()).isEqualTo(FrameType.RESPONSE);
                    assertThat(f.aux()).isEqualTo(MessageHead.NO_BODY);
                }),
                examples.responseWithTiming(),
                examples.oneway(),
                examples.frame("G-CAN-1", out -> examples.writer.cancel(out, 0x4005, 2), f -> {
                    assertThat(f.type()).isEqualTo(FrameType.CANCEL);
                    assertThat(f.aux()).isEqualTo(2);
                    assertThat(f.callId()).isEqualTo(0x4005);
                }),
                examples.error(
                        "G-ERR-1",
                        0x4006,
                        OVERLOADED,
                        failure -> assertThat(failure.retryAfter()).contains(Duration.ofSeconds(1))),
                examples.errorWithTiming(),
                examples.error("G-ERR-2", 0x4007, DECLARED, failure -> {
                    assertThat(failure.typeName()).isEqualTo("demo.NotFound");
                    assertThat(failure.declaredPayload())
                            .hasValueSatisfying(p -> assertThat(
                                            HexFormat.of().formatHex(p.array(), p.offset(), p.offset() + p.length()))
                                    .isEqualTo("000a6e6f20757365722037"));
                }));
    }

    private Example request() {
        return frame(
                "G-REQ-1",
                out -> {
                    head.start(FrameType.REQUEST, 3, 0x4001).deadline(5_000);
                    body(out, "0668656c6c6f");
                },
                f -> {
                    assertThat(f.type()).isEqualTo(FrameType.REQUEST);
                    assertThat(f.aux()).isEqualTo(3);
                    assertThat(f.callId()).isEqualTo(0x4001);
                    assertThat(f.deadlineMillis()).isEqualTo(5_000);
                    assertThat(hex(f)).isEqualTo("0668656c6c6f");
                });
    }

    private Example requestWithEverything() {
        return frame(
                "G-REQ-2",
                out -> {
                    ByteBuf extensions = Bytes.written(o -> ExtensionsCodec.write(o, 3, new byte[] {2}));
                    head.start(FrameType.REQUEST, 4, 0x4002)
                            .deadline(200)
                            .extensions(HexFormat.of().parseHex(Bytes.hex(extensions)))
                            .metadata(MetadataCodec.encode(METADATA, 8_192));
                    body(out, "01");
                },
                f -> {
                    assertThat(f.aux()).isEqualTo(4);
                    assertThat(f.callId()).isEqualTo(0x4002);
                    assertThat(f.deadlineMillis()).isEqualTo(200);
                    ByteBuf in = f.buffer();
                    assertThat(Bytes.hex(in.slice(f.extensionsStart(), f.extensionsLength())))
                            .isEqualTo("030102");
                    ExtensionsCodec.check(in, f.extensionsStart(), f.extensionsLength());
                    assertThat(MetadataCodec.decode(in, f.metadataStart(), f.metadataLength(), 8_192))
                            .isEqualTo(METADATA);
                    assertThat(hex(f)).isEqualTo("01");
                });
    }

    private Example requestOfAPriority() {
        return frame(
                "G-REQ-3",
                out -> {
                    head.start(FrameType.REQUEST, 3, 0x4003)
                            .deadline(5_000)
                            .extensions(PriorityExtension.of(Priority.BATCH));
                    body(out, "066869");
                },
                f -> {
                    assertThat(f.callId()).isEqualTo(0x4003);
                    ExtensionsCodec.check(f.buffer(), f.extensionsStart(), f.extensionsLength());
                    assertThat(PriorityExtension.in(f)).isEqualTo(Priority.BATCH);
                    assertThat(hex(f)).isEqualTo("066869");
                });
    }

    private Example requestToRunOnce(String id, int callId, long acknowledged, @Nullable Epoch epoch) {
        return frame(
                id,
                out -> {
                    head.start(FrameType.REQUEST, 3, callId).deadline(5_000).execution(7, acknowledged, epoch);
                    body(out, "066869");
                },
                f -> {
                    assertThat(f.callId()).isEqualTo(callId);
                    ExtensionsCodec.check(f.buffer(), f.extensionsStart(), f.extensionsLength());
                    ExecutionExtension said = new ExecutionExtension();
                    said.read(f);
                    assertThat(said.sequence()).isEqualTo(7);
                    assertThat(said.acknowledged()).isEqualTo(acknowledged);
                    assertThat(said.epoch()).isEqualTo(epoch);
                    assertThat(hex(f)).isEqualTo("066869");
                });
    }

    private Example responseWithTiming() {
        return frame(
                "G-RSP-3",
                out -> {
                    head.start(FrameType.RESPONSE, 0, 0x4003).timing(150, 1_200);
                    body(out, "01");
                },
                f -> {
                    assertThat(f.callId()).isEqualTo(0x4003);
                    assertThat(f.queueMicros()).isEqualTo(150);
                    assertThat(f.serviceMicros()).isEqualTo(1_200);
                    assertThat(hex(f)).isEqualTo("01");
                });
    }

    private Example errorWithTiming() {
        return frame(
                "G-ERR-3",
                out -> {
                    head.start(FrameType.ERROR, 2, 0x4008).timing(203_000, 0);
                    Payload body = ErrorFrame.encode(LATE);
                    writer.message(out, head, body.array(), body.offset(), body.length());
                },
                f -> {
                    assertThat(f.queueMicros()).isEqualTo(203_000);
                    assertThat(f.serviceMicros()).isZero();
                    assertThat(ErrorFrame.decode(f.aux(), f.body()).message()).isEqualTo(LATE.message());
                });
    }

    private Example oneway() {
        return frame(
                "G-ONE-1",
                out -> {
                    head.start(FrameType.ONEWAY, 5, 0x4004).deadline(60_000);
                    body(out, "54");
                },
                f -> {
                    assertThat(f.type()).isEqualTo(FrameType.ONEWAY);
                    assertThat(f.aux()).isEqualTo(5);
                    assertThat(f.callId()).isEqualTo(0x4004);
                    assertThat(f.deadlineMillis()).isEqualTo(60_000);
                    assertThat(hex(f)).isEqualTo("54");
                });
    }

    private Example error(String id, int callId, Failure failure, Consumer<Failure> check) {
        return frame(
                id,
                out -> {
                    Payload body = ErrorFrame.encode(failure);
                    head.start(FrameType.ERROR, failure.status().code(), callId);
                    writer.message(out, head, body.array(), body.offset(), body.length());
                },
                f -> {
                    assertThat(f.type()).isEqualTo(FrameType.ERROR);
                    assertThat(f.callId()).isEqualTo(callId);
                    Failure read = ErrorFrame.decode(f.aux(), f.body());
                    assertThat(read.status()).isEqualTo(failure.status());
                    assertThat(read.outcome()).isEqualTo(failure.outcome());
                    assertThat(read.message()).isEqualTo(failure.message());
                    check.accept(read);
                });
    }

    private void message(ByteBuf out, FrameType type, int aux, int callId, String body) {
        head.start(type, aux, callId);
        body(out, body);
    }

    private void body(ByteBuf out, String hex) {
        byte[] body = HexFormat.of().parseHex(hex);
        writer.message(out, head, body, 0, body.length);
    }

    private Example frame(String id, Consumer<ByteBuf> encode, Consumer<FrameHeader> decode) {
        return new Example(id, encode, in -> {
            assertThat(in.getInt(0)).as("length").isEqualTo(in.readableBytes() - 4);
            decode.accept(reader.read(in, 0, in.writerIndex()));
        });
    }

    private static String hex(FrameHeader frame) {
        return Bytes.hex(frame.body());
    }
}
