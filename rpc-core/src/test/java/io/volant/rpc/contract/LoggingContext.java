package io.volant.rpc.contract;

import java.lang.reflect.Field;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.MDC;
import org.slf4j.helpers.BasicMDCAdapter;
import org.slf4j.spi.MDCAdapter;

/** A logging context that keeps what is put into it, while it is open; the logger of the tests has none. */
final class LoggingContext implements AutoCloseable {
    private final MDCAdapter before;
    private final AtomicInteger puts = new AtomicInteger();
    private final AtomicInteger removes = new AtomicInteger();

    private LoggingContext() {
        before = MDC.getMDCAdapter();
        set(new BasicMDCAdapter() {
            @Override
            public void put(String key, String value) {
                puts.incrementAndGet();
                super.put(key, value);
            }

            @Override
            public void remove(String key) {
                removes.incrementAndGet();
                super.remove(key);
            }
        });
    }

    static LoggingContext open() {
        return new LoggingContext();
    }

    int puts() {
        return puts.get();
    }

    int removes() {
        return removes.get();
    }

    @Override
    public void close() {
        set(before);
    }

    /** SLF4J itself takes only the one of its provider. */
    private static void set(MDCAdapter adapter) {
        try {
            Field field = MDC.class.getDeclaredField("MDC_ADAPTER");
            field.setAccessible(true);
            field.set(null, adapter);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("SLF4J has no such field any more", e);
        }
    }
}
