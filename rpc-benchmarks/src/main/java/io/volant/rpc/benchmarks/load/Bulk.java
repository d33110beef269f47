package io.volant.rpc.benchmarks.load;

import java.util.Arrays;

/** Questions of many bytes. */
final class Bulk {
    static final int ECHO_BYTES = 1 << 20;
    static final int REPLY_BYTES = 50 << 20;

    private static final int STEP = 4_099; // bytes between two that are compared: all of them would be measured

    private Bulk() {}

    /** A megabyte there and back; every byte of the answer is compared. */
    static Inquiry echo(Workload workload) {
        byte[] content = new byte[ECHO_BYTES];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i * 31 + (i >> 8));
        }
        return new Inquiry() {
            @Override
            public String method() {
                return "echo";
            }

            @Override
            public boolean ask(int number) {
                return Arrays.equals(content, workload.echo(content));
            }
        };
    }

    /** A reply of 50 megabytes. */
    static Inquiry reply(Workload workload) {
        return new Inquiry() {
            @Override
            public String method() {
                return "bulk";
            }

            @Override
            public boolean ask(int number) {
                return isRight(workload.bulk(REPLY_BYTES));
            }
        };
    }

    private static boolean isRight(byte[] reply) {
        if (reply.length != REPLY_BYTES) {
            return false;
        }
        for (int i = 0; i < reply.length; i += STEP) {
            if (reply[i] != (byte) i) {
                return false;
            }
        }
        return true;
    }
}
