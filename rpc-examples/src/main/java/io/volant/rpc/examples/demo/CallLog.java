package io.volant.rpc.examples.demo;

import java.io.IOException;
import java.nio.file.Path;

/** The client's record: numbers its calls one by one from {@code base + 1}, and keeps how each ended. Thread-safe. */
final class CallLog implements AutoCloseable {
    private final RecordFile file;
    private final long base;

    private CallLog(RecordFile file, long base) {
        this.file = file;
        this.base = base;
    }

    static CallLog create(Path file, long base) throws IOException {
        return new CallLog(RecordFile.create(file), base);
    }

    /** Numbers a call that is about to be made. */
    long begin(CallKind kind) {
        long entry = file.claim();
        long call = base + entry + 1;
        file.write(entry, call, kind, CallState.BEGUN);
        return call;
    }

    /** Notes how a call ended. */
    void end(long call, CallState state) {
        file.update(call - base - 1, state);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
