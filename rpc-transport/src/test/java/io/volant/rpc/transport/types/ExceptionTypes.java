package io.volant.rpc.transport.types;

import io.volant.rpc.RpcService;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Exceptions of a throws clause. */
final class ExceptionTypes {
    private ExceptionTypes() {}

    /** What an exception says beside its message. */
    interface Telling {
        List<@Nullable Object> told();
    }

    static class Plain extends Exception {
        private static final long serialVersionUID = 1L;

        Plain(@Nullable String message) {
            super(message);
        }
    }

    static final class Narrower extends Plain {
        private static final long serialVersionUID = 1L;

        Narrower(String message) {
            super(message);
        }
    }

    static final class Caused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Caused(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    static final class Silent extends Exception {
        private static final long serialVersionUID = 1L;

        Silent() {
            super("always this");
        }
    }

    @SuppressWarnings("serial") // Java's serialization is not used
    static final class SoldOut extends Exception implements Telling {
        private static final long serialVersionUID = 1L;

        private final @Nullable List<ObjectTypes.Line> lines;
        private final @Nullable Instant again;

        SoldOut(
                @Nullable String message,
                @Nullable Throwable cause,
                @Nullable List<ObjectTypes.Line> lines,
                @Nullable Instant again) {
            super(message, cause);
            this.lines = lines;
            this.again = again;
        }

        @Override
        public List<@Nullable Object> told() {
            return Arrays.asList(lines, again);
        }
    }

    static final class OverLimit extends RuntimeException implements Telling {
        private static final long serialVersionUID = 1L;

        private final long limit;

        OverLimit(long limit) {
            super("over " + limit);
            this.limit = limit;
        }

        @Override
        public List<@Nullable Object> told() {
            return List.of(limit);
        }
    }

    static final class Coded extends IOException implements Telling {
        private static final long serialVersionUID = 1L;

        private int code;

        Coded(String message) {
            super(message);
        }

        Coded code(int value) {
            this.code = value;
            return this;
        }

        @Override
        public List<@Nullable Object> told() {
            return List.of(code);
        }
    }

    @RpcService
    interface Failing {
        void plain(int sample) throws Plain;

        void caused(int sample) throws Caused;

        void silent(int sample) throws Silent;

        void platform(int sample) throws IOException;

        void soldOut(int sample) throws SoldOut;

        void overLimit(int sample) throws OverLimit;

        void coded(int sample) throws Coded;
    }

    abstract static class Abstract extends Exception {
        private static final long serialVersionUID = 1L;
    }

    static final class Numbered extends Exception {
        private static final long serialVersionUID = 1L;

        Numbered(int number) {
            super("number " + number);
        }
    }

    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        final int code;

        Unfit(String message) {
            super(message);
            this.code = message.length();
        }
    }

    static final class Linked extends Exception {
        private static final long serialVersionUID = 1L;

        @Nullable
        Throwable other;
    }

    static final class Messaged extends Exception {
        private static final long serialVersionUID = 1L;

        final String message;

        Messaged(String message) {
            this.message = message;
        }
    }

    @RpcService
    interface Open {
        void isAbstract() throws Abstract;

        void numbered() throws Numbered;

        void unfit() throws Unfit;

        void linked() throws Linked;

        void messaged() throws Messaged;

        void parameter(Throwable v);
    }

    static Family family() {
        Throwable unseen = new IllegalStateException("not sent");
        ArrayList<ObjectTypes.Line> lines = new ArrayList<>(List.of(new ObjectTypes.Line("tea", 250, null)));
        FamilyBuilder family = new FamilyBuilder(
                        "Declared exceptions",
                        "Message and fields travel, the fields as those of a bean; stack, cause, suppressed exceptions and what the JDK"
                                + " declares in a superclass do not. The constructor is found as for beans; parameters may also be"
                                + " `message` and `cause`, and `(String)`, `(String, Throwable)` and `()` need no names. Without a"
                                + " parameter for the message, the constructor makes it; one that adds to its message adds again."
                                + " What is not declared, and what is declared as `Throwable`, `Exception`, `RuntimeException` or"
                                + " `Error`, arrives as an `RpcException`.",
                        Failing.class)
                .travel("plain", new Plain("m"), new Plain(null))
                .arrive("plain", new Narrower("n"), new Plain("n"))
                .note("plain", "an undeclared subclass arrives as the nearest declared class")
                .arrive("caused", new Caused("m", unseen), new Caused("m", null))
                .travel("silent", new Silent())
                .note("silent", "`()`")
                .arrive("platform", new FileNotFoundException("f"), new IOException("f"))
                .arrive(
                        "soldOut",
                        new SoldOut("no tea", unseen, lines, Instant.EPOCH),
                        new SoldOut("no tea", null, lines, Instant.EPOCH))
                .travel(
                        "soldOut",
                        new SoldOut(null, null, null, null),
                        new SoldOut("all", null, new ArrayList<>(Collections.nCopies(50_000, lines.get(0))), null))
                .note(
                        "soldOut",
                        "`(String message, Throwable cause, List<Line> lines, Instant again)`, all fields `final`")
                .travel("overLimit", new OverLimit(7))
                .note("overLimit", "`(long limit)`, which makes the message")
                .travel("coded", new Coded("m").code(5))
                .note("coded", "`(String)`, then the field `code` is set");
        refusals(family);
        return family.build();
    }

    private static void refusals(FamilyBuilder family) {
        family.open(Open.class)
                .refuse(
                        "isAbstract",
                        "throws Abstract: an abstract exception cannot be rebuilt; declare its subclasses")
                .refuse(
                        "numbered",
                        "throws Numbered: no constructor (String), (String, Throwable) or () (found: Numbered(int number))")
                .refuse(
                        "unfit",
                        "throws Unfit: only a constructor can set what is final (code); expected one that takes its fields"
                                + " (int code), and perhaps message and cause (found: Unfit(String message));"
                                + " a transient field stays behind")
                .refuse(
                        "linked",
                        "Linked.other: java.lang.Throwable cannot be sent"
                                + " (declare it in a throws clause, or send its message)")
                .refuse(
                        "messaged",
                        "Messaged.message: an exception has a message already; rename the field, or make it transient")
                .refuse(
                        "parameter",
                        "parameter 1: java.lang.Throwable cannot be sent"
                                + " (declare it in a throws clause, or send its message)");
    }
}
