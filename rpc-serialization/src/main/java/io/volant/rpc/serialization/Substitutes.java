package io.volant.rpc.serialization;

import java.io.File;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.net.URL;
import java.nio.Buffer;
import java.nio.file.Path;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.Dictionary;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.Spliterator;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.BaseStream;

/** What to write into a signature in place of a class that does not travel. */
final class Substitutes {
    private static final String CODE = "code does not travel";
    private static final String BYTES = "use byte[]";
    private static final String TEXT = "use String";
    private static final String LIST = "use List";
    private static final Map<Class<?>, String> ADVICE = advice(); // the first that fits is given

    private Substitutes() {}

    /** Why a class cannot stand in a signature, such as {@code java.net.URL cannot be sent (use java.net.URI)}. */
    static String refusal(Class<?> raw) {
        return raw.getName() + " cannot be sent ("
                + ADVICE.entrySet().stream()
                        .filter(e -> e.getKey().isAssignableFrom(raw))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(isFunction(raw) ? CODE : "not a record, bean or known type")
                + ")";
    }

    private static boolean isFunction(Class<?> raw) {
        return raw.getName().startsWith("java.util.function.");
    }

    @SuppressWarnings("JdkObsolete") // what people have in their classes is the subject here
    private static Map<Class<?>, String> advice() {
        Map<Class<?>, String> advice = new LinkedHashMap<>();
        advice.put(Class.class, "use its name, a String");
        advice.put(Throwable.class, "declare it in a throws clause, or send its message");
        advice.put(InputStream.class, BYTES);
        advice.put(OutputStream.class, BYTES);
        advice.put(Buffer.class, BYTES);
        advice.put(Reader.class, TEXT);
        advice.put(Writer.class, TEXT);
        advice.put(StringBuilder.class, TEXT);
        advice.put(StringBuffer.class, TEXT);
        advice.put(Pattern.class, TEXT);
        advice.put(File.class, "use String; a path means nothing on another machine");
        advice.put(Path.class, "use String; a path means nothing on another machine");
        advice.put(URL.class, "use java.net.URI");
        advice.put(Date.class, "use java.util.Date or java.time");
        advice.put(Calendar.class, "use java.time.ZonedDateTime");
        advice.put(TimeZone.class, "use java.time.ZoneId");
        advice.put(AtomicBoolean.class, "use boolean");
        advice.put(AtomicInteger.class, "use int");
        advice.put(AtomicLong.class, "use long");
        advice.put(AtomicReference.class, "use what it holds");
        advice.put(Set.class, "use Set");
        advice.put(Queue.class, "use Queue");
        advice.put(Collection.class, LIST);
        advice.put(Iterator.class, LIST);
        advice.put(Enumeration.class, LIST);
        advice.put(Spliterator.class, LIST);
        advice.put(BaseStream.class, LIST);
        advice.put(Map.class, "use Map");
        advice.put(Dictionary.class, "use Map");
        advice.put(Map.Entry.class, "use a record of key and value");
        advice.put(Future.class, "only a method itself returns a future");
        advice.put(CompletionStage.class, "only a method itself returns a future");
        advice.put(Runnable.class, CODE);
        advice.put(Callable.class, CODE);
        return advice;
    }
}
