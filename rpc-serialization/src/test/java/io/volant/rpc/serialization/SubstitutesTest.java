package io.volant.rpc.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The advice that the refusal of a class of the JDK ends in. */
class SubstitutesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.io.ByteArrayInputStream: use byte[]",
                "java.io.ByteArrayOutputStream: use byte[]",
                "java.nio.ByteBuffer: use byte[]",
                "java.io.StringReader: use String",
                "java.io.PrintWriter: use String",
                "java.lang.StringBuilder: use String",
                "java.lang.StringBuffer: use String",
                "java.util.regex.Pattern: use String",
                "java.io.File: use String; a path means nothing on another machine",
                "java.nio.file.Path: use String; a path means nothing on another machine",
                "java.net.URL: use java.net.URI",
                "java.sql.Timestamp: use java.util.Date or java.time",
                "java.util.GregorianCalendar: use java.time.ZonedDateTime",
                "java.util.TimeZone: use java.time.ZoneId",
                "java.util.concurrent.atomic.AtomicBoolean: use boolean",
                "java.util.concurrent.atomic.AtomicInteger: use int",
                "java.util.concurrent.atomic.AtomicLong: use long",
                "java.util.concurrent.atomic.AtomicReference: use what it holds",
                "java.lang.Class: use its name, a String",
                "java.lang.IllegalStateException: declare it in a throws clause, or send its message",
                "java.util.Vector: use List",
                "java.util.concurrent.CopyOnWriteArrayList: use List",
                "java.util.concurrent.ConcurrentSkipListSet: use Set",
                "java.util.PriorityQueue: use Queue",
                "java.util.concurrent.BlockingQueue: use Queue",
                "java.util.WeakHashMap: use Map",
                "java.util.Properties: use Map",
                "java.util.Dictionary: use Map",
                "java.util.Map$Entry: use a record of key and value",
                "java.util.Iterator: use List",
                "java.util.Enumeration: use List",
                "java.util.Spliterator: use List",
                "java.util.stream.IntStream: use List",
                "java.util.concurrent.Future: only a method itself returns a future",
                "java.util.concurrent.CompletionStage: only a method itself returns a future",
                "java.lang.Thread: code does not travel",
                "java.util.concurrent.Callable: code does not travel",
                "java.util.function.ToIntFunction: code does not travel",
                "java.util.concurrent.locks.ReentrantLock: not a record, bean or known type"
            })
    void aClassThatDoesNotTravelIsRefusedWithWhatToUse(String line) throws ClassNotFoundException {
        String name = line.substring(0, line.indexOf(": "));

        assertThat(Substitutes.refusal(Class.forName(name)))
                .isEqualTo(name + " cannot be sent (" + line.substring(name.length() + 2) + ")");
    }
}
