package io.volant.rpc.benchmarks.conform;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Section 3.9: calls that are asked again. A server need not agree to that; where it does not, there is nothing to break. */
final class ExecutionChecks {
    private static final int INVALID_ARGUMENT = 8;
    private static final int UNAVAILABLE = 13;
    private static final int OUTCOME_UNKNOWN = 0;
    private static final int INSTANCE = 15;
    private static final int EPOCH = 25;
    private static final int EPOCH_LENGTH = 16;
    private static final int FOUND = 1;
    private static final String YES = "b";
    private static final String NO = "a";

    private ExecutionChecks() {}

    static List<Check> all() {
        return List.of(
                Check.of("P-HS-11", "one execution offered", ExecutionChecks::namesAnEpoch),
                malformed("no value", "05 00"),
                malformed("no acknowledged count", "05 01 01"),
                malformed("sequence 0", "05 02 00 00"),
                malformed("an epoch of 1 byte", "05 03 01 00 aa"),
                malformed("a varint longer than it need be", "05 03 81 00 00"),
                Check.of("P-EXE-2", "a sequence twice, and a lower one", ExecutionChecks::sequencesRise),
                Check.of("P-EXE-3", "the answer of a call, asked for again", ExecutionChecks::isAnsweredAgain),
                Check.of("P-EXE-4", "an epoch of no connection", ExecutionChecks::unknownEpoch),
                Check.of("P-EXE-4", "an answer that was acknowledged", ExecutionChecks::acknowledged),
                Check.of("P-EXE-5", "a call that comes behind its second attempt", ExecutionChecks::isLeft));
    }

    /** A connection, and its epoch. */
    private static final class Line {
        private final Peer peer;
        private final byte[] epoch;

        Line(Peer peer, byte[] epoch) {
            this.peer = peer;
            this.epoch = epoch;
        }

        /** Call 1 about an address, with the extension. */
        void ask(String email, long sequence, long acknowledged, byte[] epoch) throws IOException {
            byte[] value = new Bytes()
                    .varint(sequence)
                    .varint(acknowledged)
                    .bytes(epoch)
                    .toArray();
            byte[] extension =
                    new Bytes().u8(5).varint(value.length).bytes(value).toArray();
            byte[] rest = new Bytes()
                    .varint(extension.length)
                    .bytes(extension)
                    .bytes(Frames.argument(email))
                    .toArray();
            peer.send(Frames.frame(Frame.REQUEST, Frame.FLAG_EXTENSIONS, Frames.EXIST, 1, rest));
        }

        void first(String email, long sequence, long acknowledged) throws IOException {
            ask(email, sequence, acknowledged, new byte[0]);
        }

        Frame answer() throws IOException {
            return peer.answer(1);
        }
    }

    /** A connection that agreed on it. */
    private static Optional<Line> open(Attempt attempt) throws IOException {
        Peer peer = attempt.connect();
        Hello hello = attempt.greet(peer, Hello.offering(Hello.ONE_EXECUTION, 0, ""));
        if (!hello.agreed(Hello.ONE_EXECUTION)) {
            return Optional.empty();
        }
        Attempt.bind(peer);
        return Optional.of(new Line(peer, hello.entry(EPOCH)));
    }

    private interface OnLine {
        void run(Line line) throws IOException;
    }

    private static void where(Attempt attempt, OnLine probe) throws IOException {
        Optional<Line> line = open(attempt);
        if (line.isPresent()) {
            probe.run(line.get());
        }
    }

    private static void namesAnEpoch(Attempt attempt) throws IOException {
        Hello first = attempt.greet(attempt.connect(), Hello.offering(Hello.ONE_EXECUTION, 0, ""));
        Hello second = attempt.greet(attempt.connect(), Hello.offering(Hello.ONE_EXECUTION, 0, ""));
        if (first.agreed(Hello.ONE_EXECUTION)) {
            Breach.unless(first.entry(INSTANCE).length > 0, "an instance", "none");
            Breach.unless(first.entry(EPOCH).length == EPOCH_LENGTH, "an epoch of 16 bytes", first.entry(EPOCH).length);
            Breach.unless(!Arrays.equals(first.entry(EPOCH), second.entry(EPOCH)), "another epoch", "the same");
        }
    }

    private static Check malformed(String what, String extension) {
        byte[] bytes = Bytes.hex(extension);
        return Check.of(
                "P-EXE-1",
                "extension 5: " + what,
                attempt -> where(attempt, line -> {
                    line.peer.send(Frames.extended(bytes));
                    Check.isRefused(line.answer(), INVALID_ARGUMENT);
                    Attempt.isServed(line.peer, 2);
                }));
    }

    private static void sequencesRise(Attempt attempt) throws IOException {
        where(attempt, line -> {
            line.first(YES, 5, 0);
            Attempt.isServed(line.answer());
            for (long sequence : new long[] {5, 4}) {
                line.first(YES, sequence, 1);
                Check.isRefused(line.answer(), INVALID_ARGUMENT);
            }
            line.first(YES, 700, 1);
            Attempt.isServed(line.answer());
        });
    }

    /** With another argument, to which a second execution would answer otherwise. */
    private static void isAnsweredAgain(Attempt attempt) throws IOException {
        where(attempt, line -> {
            line.first(YES, 1, 0);
            Attempt.isServed(line.answer());
            where(attempt, next -> {
                next.ask(NO, 1, 0, line.epoch);
                Attempt.isServed(next.answer());
                Attempt.isServed(next.peer, 2);
            });
        });
    }

    private static void unknownEpoch(Attempt attempt) throws IOException {
        where(attempt, line -> {
            byte[] unknown = line.epoch.clone();
            unknown[EPOCH_LENGTH - 1] ^= FOUND;
            line.ask(YES, 1, 0, unknown);
            mayHaveRun(line.answer());
            Attempt.isServed(line.peer, 2);
        });
    }

    private static void acknowledged(Attempt attempt) throws IOException {
        where(attempt, line -> {
            line.first(YES, 1, 0);
            Attempt.isServed(line.answer());
            line.first(YES, 2, 1);
            Attempt.isServed(line.answer());
            where(attempt, next -> {
                next.ask(YES, 1, 0, line.epoch);
                mayHaveRun(next.answer());
            });
        });
    }

    private static void mayHaveRun(Frame answer) {
        Breach.unless(
                answer.type() == Frame.ERROR
                        && answer.aux() == UNAVAILABLE
                        && answer.outcome() == OUTCOME_UNKNOWN
                        && answer.neverRetry(),
                "ERROR with status " + UNAVAILABLE + ", outcome unknown, never retry",
                answer);
    }

    private static void isLeft(Attempt attempt) throws IOException {
        where(attempt, line -> {
            where(attempt, next -> {
                next.ask(YES, 1, 0, line.epoch);
                Attempt.isServed(next.answer());
            });
            line.first(NO, 1, 0);
            try {
                Frame frame = line.peer.readOn();
                Breach.unless(frame.type() == Frame.GOAWAY, "the end of the stream, or GOAWAY", frame);
            } catch (EOFException | SocketException e) {
                return; // as it should be
            }
        });
    }
}
