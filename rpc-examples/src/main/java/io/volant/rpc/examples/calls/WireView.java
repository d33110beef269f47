package io.volant.rpc.examples.calls;

import io.volant.rpc.CallOptions;
import io.volant.rpc.CallTimeline;
import io.volant.rpc.Interceptor;
import io.volant.rpc.Layer;
import io.volant.rpc.RpcClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows one call of {@code echo(String)} as the bytes that really went over a connection, read after docs/protocol.md. */
final class WireView {
    private static final int DEADLINE = 0x40;
    private static final int METADATA = 0x20;
    private static final int COMPRESSED = 0x10;
    private static final int TIMING = 0x04;
    private static final int RUNS_ONCE = 5; // the type of an extension
    private static final int EXTENSIONS = 0x02;

    private WireView() {}

    /** Makes the call through a tap and prints what passed. */
    static void print(String server, PrintWriter out) throws IOException {
        try (Tap tap = new Tap(server)) {
            CallOptions options =
                    CallOptions.defaults().withTimeout(Duration.ofSeconds(2)).withMetadata("language", "de");
            AtomicReference<CallTimeline> way = new AtomicReference<>();
            Interceptor explaining =
                    (method, next) -> request -> next.invoke(request).thenApply(response -> {
                        way.set(CallTimeline.of(request, response));
                        return response;
                    });
            try (RpcClient client = RpcClient.builder()
                    .address(tap.address())
                    .interceptor(Layer.CALL, explaining)
                    .connect()) {
                client.with(options).stub(CallsService.class).echo("Grüße");
            }
            byte[] sent = tap.fromClient();
            byte[] received = tap.fromServer();
            out.println("one call as bytes: echo(\"Grüße\"), time-out 2 s, metadata language=de (docs/protocol.md)");
            out.printf(
                    "  once per connection: hello %d bytes, its answer %d%s%n",
                    WireFrame.helloLength(sent), WireFrame.helloLength(received), others(sent, received));
            out.println("  client to server");
            out.println(describe(frame(sent, WireFrame.REQUEST)));
            out.println("  server to client");
            out.println(describe(frame(received, WireFrame.RESPONSE)));
            out.println("the same call as a time line");
            out.println("  " + way.get());
        }
    }

    private static WireFrame frame(byte[] stream, int type) {
        return WireFrame.of(stream).stream()
                .filter(frame -> frame.type() == type)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no frame of type " + type + " in " + HexFormat.of().formatHex(stream)));
    }

    private static String others(byte[] sent, byte[] received) {
        return Stream.concat(WireFrame.of(sent).stream(), WireFrame.of(received).stream())
                .filter(frame -> frame.name().startsWith("BIND") || frame.name().equals("CLOCK"))
                .map(frame -> ", " + frame.name() + " " + frame.bytes().length)
                .collect(Collectors.joining());
    }

    /** The fields of a REQUEST or RESPONSE of {@code echo}, one per line. */
    static String describe(WireFrame frame) {
        WireReader in = new WireReader(frame.bytes());
        boolean request = frame.type() == WireFrame.REQUEST;
        in.field("length: " + in.number(4) + " bytes follow");
        in.number(1);
        in.field("type: " + frame.name());
        int flags = (int) in.number(1);
        in.field("flags: " + flags(flags));
        long aux = in.number(2);
        in.field(request ? "method id: " + aux : "aux: " + aux + ", a result follows");
        in.field(String.format("call id: 0x%x", in.number(4)));
        if ((flags & DEADLINE) != 0) {
            in.field("deadline: " + in.varint() + " ms left");
        }
        if ((flags & EXTENSIONS) != 0) {
            extensions(in);
        }
        if ((flags & METADATA) != 0) {
            metadata(in);
        }
        if ((flags & TIMING) != 0) {
            in.field("server timing: waited " + in.varint() + " µs, ran " + in.varint() + " µs");
        }
        in.field((request ? "argument 1" : "result") + ": string \"" + in.text(in.varint() - 1)
                + "\", its length + 1 before it");
        if (in.hasMore()) {
            throw new IllegalStateException("bytes behind the body, from " + in.position());
        }
        return in.lines();
    }

    private static void extensions(WireReader in) {
        int size = in.varint();
        in.field("extensions: " + size + " bytes");
        int end = in.position() + size;
        while (in.position() < end) {
            int type = in.varint();
            int length = in.varint();
            if (type == RUNS_ONCE) {
                in.field("  it runs once: number " + in.varint() + " of the connection, whose client has " + in.varint()
                        + " answers");
            } else {
                in.bytes(length);
                in.field("  of type " + type);
            }
        }
    }

    private static void metadata(WireReader in) {
        int size = in.varint();
        in.field("metadata: " + size + " bytes");
        int end = in.position() + size;
        while (in.position() < end) {
            int number = in.varint();
            String key = number == 0 ? in.text(in.varint()) : "key number " + number;
            in.field("  key: " + key);
            in.field("  value: " + in.text(in.varint()));
        }
    }

    private static String flags(int flags) {
        List<String> names = new ArrayList<>();
        if ((flags & DEADLINE) != 0) {
            names.add("D deadline");
        }
        if ((flags & METADATA) != 0) {
            names.add("M metadata");
        }
        if ((flags & COMPRESSED) != 0) {
            names.add("C compressed");
        }
        if ((flags & TIMING) != 0) {
            names.add("T timing");
        }
        if ((flags & EXTENSIONS) != 0) {
            names.add("X extensions");
        }
        return names.isEmpty() ? "none" : String.join(", ", names);
    }
}
