package io.volant.rpc.contract;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Classes compiled by a test, in a class loader of their own: two sides of one JVM can so have different classes of one name.
 */
public final class Sources {
    private static final String PACKAGE = "demo";

    private final List<JavaFileObject> files = new ArrayList<>();

    private Sources() {}

    /** Types of the package {@code demo}, each a whole declaration without package, imports and {@code public}. */
    public static ClassLoader compile(String... declarations) {
        return loader(classes(declarations));
    }

    /** The same, without the names of parameters in the class files. */
    public static ClassLoader compileWithoutNames(String... declarations) {
        return loader(classes(List.of(), declarations));
    }

    private static ClassLoader loader(Map<String, byte[]> classes) {
        return new ClassLoader(Sources.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                byte[] bytes = classes.get(name);
                if (bytes == null) {
                    throw new ClassNotFoundException(name);
                }
                return defineClass(name, bytes, 0, bytes.length);
            }
        };
    }

    /** The compiled classes by their names. */
    public static Map<String, byte[]> classes(String... declarations) {
        return classes(List.of("-parameters"), declarations);
    }

    private static Map<String, byte[]> classes(List<String> more, String... declarations) {
        Sources sources = new Sources();
        for (String declaration : declarations) {
            sources.add(declaration);
        }
        Map<String, byte[]> classes = new HashMap<>();
        sources.compiled(more).forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return classes;
    }

    private void add(String declaration) {
        String name = declaration.replaceFirst("(?s).*?\\b(interface|record|class|enum) (\\w+).*", "$2");
        String text = "package " + PACKAGE + "; import io.volant.rpc.*; import java.util.*; "
                + "import java.util.concurrent.*; public " + declaration;
        files.add(new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        });
    }

    private Map<String, ByteArrayOutputStream> compiled(List<String> more) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, ByteArrayOutputStream> classes = new HashMap<>();
        JavaFileManager memory = new ForwardingJavaFileManager<>(compiler.getStandardFileManager(null, null, null)) {
            @Override
            public JavaFileObject getJavaFileForOutput(
                    Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("mem:///" + name + ".class"), kind) {
                    @Override
                    public OutputStream openOutputStream() {
                        return classes.computeIfAbsent(name, n -> new ByteArrayOutputStream());
                    }
                };
            }
        };
        StringWriter messages = new StringWriter();
        List<String> options = new ArrayList<>(List.of("-proc:none", "-classpath", classPath()));
        options.addAll(more);
        if (!compiler.getTask(messages, memory, null, options, null, files).call()) {
            throw new AssertionError("cannot compile: " + messages);
        }
        return classes;
    }

    /** The class path of the tests, also where their runner starts the JVM with a jar that only names it. */
    public static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** The class that was declared with that name. */
    public static Class<?> type(ClassLoader loader, String simpleName) {
        try {
            return Class.forName(PACKAGE + "." + simpleName, true, loader);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
