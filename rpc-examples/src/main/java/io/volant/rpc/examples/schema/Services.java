package io.volant.rpc.examples.schema;

import io.volant.rpc.CodecLimits;
import io.volant.rpc.Mistakes;
import io.volant.rpc.RpcService;
import io.volant.rpc.ServiceCodec;
import io.volant.rpc.ServiceDescriptor;
import io.volant.rpc.serialization.KryoSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The services of one jar. Its classes are loaded, and none of their code runs.
 *
 * @param byName by {@code name:version}
 */
record Services(SortedMap<String, ServiceCodec> byName, JarClasses classes) implements AutoCloseable {
    /**
     * @param classPath what the jar needs beside the JDK and Volant
     */
    static Services of(Path path, List<Path> classPath) throws Unreadable {
        JarClasses classes = JarClasses.open(path, classPath);
        Services services = new Services(new TreeMap<>(), classes);
        try {
            for (String name : classes.interfacesWith(RpcService.class)) {
                services.add(path, name);
            }
            if (services.byName.isEmpty()) {
                throw new Unreadable(path + ": no interface in it has @RpcService");
            }
            return services;
        } catch (Unreadable | RuntimeException e) {
            services.close();
            throw e;
        }
    }

    private void add(Path path, String name) throws Unreadable {
        try {
            Class<?> type = Class.forName(name, false, classes);
            if (!type.isAnnotationPresent(RpcService.class)) {
                return; // it speaks of the annotation otherwise
            }
            Mistakes mistakes = new Mistakes(type);
            ServiceDescriptor service = ServiceDescriptor.parse(type, mistakes);
            ServiceCodec codec = new KryoSerializer().compile(service, CodecLimits.defaults(), mistakes);
            mistakes.throwIfAny();
            ServiceCodec other = byName.putIfAbsent(service.toString(), codec);
            if (other != null) {
                throw new Unreadable(path + ": two interfaces are " + service + ": "
                        + other.service().type().getName() + " and " + name + " (expected: names of their own)");
            }
        } catch (ClassNotFoundException | LinkageError | TypeNotPresentException e) {
            throw new Unreadable(path + ": cannot read " + name + ": " + missing(e)
                    + "\nName the jars that it needs with --classpath.");
        } catch (IllegalArgumentException e) {
            throw new Unreadable(path + ": " + e.getMessage());
        }
    }

    private static String missing(Throwable e) {
        if (e instanceof NoClassDefFoundError || e instanceof ClassNotFoundException) {
            return "there is no class " + String.valueOf(e.getMessage()).replace('/', '.');
        }
        return e instanceof TypeNotPresentException t ? "there is no class " + t.typeName() : e.toString();
    }

    @Override
    public void close() {
        try {
            classes.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
