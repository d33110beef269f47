package io.volant.rpc.benchmarks.growth;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Interfaces that differ in their names alone, compiled for the purpose: every service needs one of its own. */
record ManyServices(List<Class<?>> types) {
    private static final String PREFIX = "Service";

    ManyServices {
        types = List.copyOf(types);
    }

    /** Compiles so many into a directory. Needs a JDK. */
    static void compile(Path directory, int count) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("no compiler in " + System.getProperty("java.home") + " (expected: a JDK)");
        }
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", directory.toString()));
        for (int i = 0; i < count; i++) {
            Path source = directory.resolve(PREFIX + i + ".java");
            Files.writeString(
                    source,
                    "@io.volant.rpc.RpcService public interface " + PREFIX + i + " extends " + Next.class.getName()
                            + " { int next(int number); }");
            arguments.add(source.toString());
        }
        if (count > 0 && compiler.run(null, null, null, arguments.toArray(new String[0])) != 0) {
            throw new IllegalStateException("the services in " + directory + " do not compile");
        }
    }

    /** Loads so many from a directory. */
    static ManyServices load(Path directory, int count) throws IOException, ClassNotFoundException {
        // stays open: the classes are used until the JVM ends
        ClassLoader loader = new URLClassLoader(new URL[] {directory.toUri().toURL()});
        List<Class<?>> types = new ArrayList<>();
        for (int i : IntStream.range(0, count).toArray()) {
            types.add(loader.loadClass(PREFIX + i));
        }
        return new ManyServices(types);
    }

    /** Of one of them. */
    static <T> T implementation(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> (int) arguments[0] + 1));
    }
}
