package io.volant.rpc.benchmarks.conform;

import io.volant.rpc.benchmarks.conform.Check.Pace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Random;

/** Bytes that break or strain the protocol, for who wants a server to meet them; whether it keeps the rules is not looked at. */
public final class Trespass {
    private static final List<Check> PROMPT = Conformance.checks().stream()
            .filter(check -> check.pace() == Pace.PROMPT)
            .toList();
    private static final int ANOTHER_ID = 0x4000_0000;
    private static final long LARGE = 15L << 20;

    private Trespass() {}

    /** Does what one of the checks does, on connections of its own, and closes them. */
    public static void oneRule(InetSocketAddress server, Random random) throws IOException {
        Check check = PROMPT.get(random.nextInt(PROMPT.size()));
        try (Attempt attempt = new Attempt(server)) {
            check.probe().run(attempt);
        } catch (Breach e) {
            return; // "conform" judges
        }
    }

    /** A right hello of a client. */
    public static byte[] hello() {
        return Hello.plain();
    }

    /** A right hello and the BIND of {@code existUser}. */
    public static byte[] opening() {
        return Bytes.join(Hello.plain(), Frames.bind(1));
    }

    /** Calls of {@code existUser}. */
    public static byte[] calls(int count) {
        Bytes all = new Bytes();
        for (int id = 1; id <= count; id++) {
            all.bytes(Frames.ask(id, "user" + id));
        }
        return all.toArray();
    }

    /** Calls of {@code existUser}, each cancelled at once, and cancels of calls that never were. */
    public static byte[] cancels(int count) {
        Bytes all = new Bytes();
        for (int id = 1; id <= count; id++) {
            all.bytes(Frames.ask(id, "user" + id))
                    .bytes(Frames.frame(Frame.CANCEL, 0, id))
                    .bytes(Frames.frame(Frame.CANCEL, 0, ANOTHER_ID | id));
        }
        return all.toArray();
    }

    public static byte[] pings(int count) {
        Bytes all = new Bytes();
        for (int i = 0; i < count; i++) {
            all.bytes(Frames.ping(i));
        }
        return all.toArray();
    }

    /** The beginnings of calls whose arguments are large, and do not come. */
    public static byte[] promises(int count) {
        Bytes all = new Bytes();
        for (int id = 1; id <= count; id++) {
            all.bytes(Frames.first(id, LARGE)).bytes(Frames.part(id, 1, true, 1_024));
        }
        return all.toArray();
    }
}
