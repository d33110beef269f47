package io.volant.rpc.transport.types;

import io.volant.rpc.RpcService;
import java.io.File;
import java.io.InputStream;
import java.io.Reader;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Classes of the JDK that hold something of one process, or for which there is a better type. */
final class PlatformTypes {
    private PlatformTypes() {}

    @RpcService
    interface Open {
        void type(Class<String> v);

        void url(URL v);

        void file(File v);

        void path(Path v);

        void input(InputStream v);

        void reader(Reader v);

        void buffer(ByteBuffer v);

        void text(StringBuilder v);

        void pattern(Pattern v);

        void iterator(Iterator<String> v);

        void stream(Stream<String> v);

        void counter(AtomicInteger v);

        void longCounter(AtomicLong v);

        void reference(AtomicReference<String> v);

        void later(CompletableFuture<String> v);

        void future(Future<String> v);

        void thread(Thread v);

        void task(Runnable v);

        void supplier(Supplier<String> v);

        void lock(ReentrantLock v);
    }

    static Family family() {
        return new FamilyBuilder(
                        "Other classes of the JDK",
                        "The list of JDK classes that travel is closed: the sections above. Volant never looks into another one.")
                .open(Open.class)
                .refuse("type", refused("java.lang.Class", "use its name, a String"))
                .refuse("url", refused("java.net.URL", "use java.net.URI"))
                .refuse("file", refused("java.io.File", "use String; a path means nothing on another machine"))
                .refuse("path", refused("java.nio.file.Path", "use String; a path means nothing on another machine"))
                .refuse("input", refused("java.io.InputStream", "use byte[]"))
                .refuse("reader", refused("java.io.Reader", "use String"))
                .refuse("buffer", refused("java.nio.ByteBuffer", "use byte[]"))
                .refuse("text", refused("java.lang.StringBuilder", "use String"))
                .refuse("pattern", refused("java.util.regex.Pattern", "use String"))
                .refuse("iterator", refused("java.util.Iterator", "use List"))
                .refuse("stream", refused("java.util.stream.Stream", "use List"))
                .refuse("counter", refused("java.util.concurrent.atomic.AtomicInteger", "use int"))
                .refuse("longCounter", refused("java.util.concurrent.atomic.AtomicLong", "use long"))
                .refuse("reference", refused("java.util.concurrent.atomic.AtomicReference", "use what it holds"))
                .refuse(
                        "later",
                        refused("java.util.concurrent.CompletableFuture", "only a method itself returns a future"))
                .refuse("future", refused("java.util.concurrent.Future", "only a method itself returns a future"))
                .refuse("thread", refused("java.lang.Thread", "code does not travel"))
                .refuse("task", refused("java.lang.Runnable", "code does not travel"))
                .refuse("supplier", refused("java.util.function.Supplier", "code does not travel"))
                .refuse("lock", refused("java.util.concurrent.locks.ReentrantLock", "not a record, bean or known type"))
                .build();
    }

    private static String refused(String name, String advice) {
        return "parameter 1: " + name + " cannot be sent (" + advice + ")";
    }
}
