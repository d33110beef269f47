package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** The golden examples of sections 1 and 2. */
final class HandshakeExamples {
    private static final Introduction CLIENT = new Introduction(
            PeerLimits.DEFAULT, "volant-kryo/1", List.of("lz4"), Instance.UNKNOWN, Epoch.NONE, "demo-client", "");
    private static final Introduction SERVER = new Introduction(
            PeerLimits.DEFAULT,
            "volant-kryo/1",
            List.of("lz4"),
            new Instance(0x1122334455667788L, 0x99AABBCCDDEEFF00L, 7),
            new Epoch(0x0F1E2D3C4B5A6978L, 0x8796A5B4C3D2E1F0L),
            "demo-server",
            "");

    private HandshakeExamples() {}

    static List<Example> all() {
        int features = Features.COMPRESSION | Features.SERVER_TIMING | Features.ONE_EXECUTION;
        ClientHello client = ClientHello.of(features, 0, CLIENT);
        ServerHello server = new ServerHello(1, features, SERVER);
        Refusal refusal = new Refusal(1, 1, 5, "P-HS-4: versions: 2..3 (this server speaks: 1)");
        return List.of(
                varints(),
                new Example(
                        "G-STR-1",
                        out -> WireString.write(out, "Jür"),
                        in -> assertThat(WireString.read(in, in.writerIndex(), 4, "name"))
                                .isEqualTo("Jür")),
                new Example(
                        "G-HS-1",
                        out -> HandshakeCodec.write(out, client),
                        in -> assertThat(HandshakeCodec.readClientHello(in, HandshakeCodec.wholeLength(in)))
                                .isEqualTo(client)),
                new Example(
                        "G-HS-2",
                        out -> HandshakeCodec.write(out, server),
                        in -> assertThat(HandshakeCodec.readAnswer(in, HandshakeCodec.wholeLength(in)))
                                .isEqualTo(server)),
                new Example(
                        "G-HS-3",
                        out -> HandshakeCodec.write(out, refusal),
                        in -> assertThat(HandshakeCodec.readAnswer(in, HandshakeCodec.wholeLength(in)))
                                .isEqualTo(refusal)));
    }

    private static Example varints() {
        List<Integer> values = List.of(0, 127, 128, 300, Integer.MAX_VALUE);
        return new Example(
                "G-VAR-1",
                out -> values.forEach(value -> Varint.write32(out, value)),
                in -> values.forEach(
                        value -> assertThat(Varint.read32(in, in.writerIndex())).isEqualTo(value)));
    }
}
