package io.volant.rpc.examples.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Joins what a client asked with what servers did. Confined to one thread.
 *
 * <p>A call is lost when it never ended, or ended as executed although no server executed it; repeated when it was executed more
 * than once although its method is not idempotent. One-way calls promise nothing and cannot be lost, but they can be repeated.
 */
final class Audit {
    private final Tally tally;
    private final long base;
    private final byte[] executions; // by call number after base, each at most 127

    private Audit(long base, int calls, boolean joined) {
        this.base = base;
        this.executions = new byte[calls];
        this.tally = new Tally(joined);
    }

    /**
     * Reads the record of a client and those of the servers it called; without the latter only the answers are judged.
     *
     * @param base the number before that of the client's first call
     */
    static Verdict of(Path client, long base, List<Path> servers) throws IOException {
        int[] calls = {0};
        RecordFile.read(client, (call, kind, state) -> calls[0] = Math.max(calls[0], Math.toIntExact(call - base)));
        Audit audit = new Audit(base, calls[0], !servers.isEmpty());
        for (Path server : servers) {
            RecordFile.read(server, (call, kind, state) -> audit.executed(call, kind));
        }
        RecordFile.read(client, (call, kind, state) -> audit.asked(call, kind, state));
        return audit.tally.verdict();
    }

    private void executed(long call, CallKind kind) {
        tally.executed(kind);
        long index = call - base - 1;
        if (index < 0 || index >= executions.length) {
            tally.add(Verdict.Fault.STRAY, call);
        } else if (executions[(int) index] < Byte.MAX_VALUE) {
            executions[(int) index]++;
        }
    }

    private void asked(long call, CallKind kind, CallState state) {
        int times = executions[(int) (call - base - 1)];
        tally.asked(kind, state);
        if ((state == CallState.UNKNOWN || state == CallState.IN_DOUBT) && times > 0) {
            tally.addUnknownExecuted();
        }
        if (times > 1) {
            if (kind.idempotent()) {
                tally.addRanTwice();
            } else {
                tally.add(Verdict.Fault.REPEATED, call);
            }
        }
        if (state == CallState.WRONG) {
            tally.add(Verdict.Fault.WRONG, call);
        }
        if (state == CallState.NOT_EXECUTED && times > 0) {
            tally.add(Verdict.Fault.DENIED, call);
        }
        if (kind.style() != CallKind.Style.ONE_WAY && lost(state, times)) {
            tally.add(Verdict.Fault.LOST, call);
        }
    }

    private boolean lost(CallState state, int times) {
        return switch (state) {
            case NONE, BEGUN -> true;
            case OK, WRONG, FAILED -> tally.joined() && times == 0;
            case NOT_EXECUTED, UNKNOWN, IN_DOUBT -> false;
        };
    }
}
