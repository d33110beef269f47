package io.volant.rpc.examples.schema;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Jars that a test compiles, against Volant and against one another. */
public final class Jars {
    private final Path directory;

    public Jars(Path directory) {
        this.directory = directory;
    }

    /** A jar of one source file of the package {@code demo}. */
    public Path jar(String name, String source, Path... needed) throws IOException {
        return pack(classes(name, source, needed), directory.resolve(name + ".jar"));
    }

    /** A directory of classes, made of the same. */
    public Path classes(String name, String source, Path... needed) throws IOException {
        Path classes = Files.createDirectories(directory.resolve(name + "-classes"));
        String classPath = String.join(
                System.getProperty("path.separator"),
                Stream.concat(Stream.of(System.getProperty("java.class.path")), Stream.of(needed))
                        .map(String::valueOf)
                        .toList());
        StringWriter complaints = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///Demo.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return "package demo; import io.volant.rpc.*; import java.util.*; " + source;
            }
        };
        List<String> options = List.of("-proc:none", "-d", classes.toString(), "-cp", classPath);
        if (!compiler.getTask(complaints, null, null, options, null, List.of(file))
                .call()) {
            throw new AssertionError("cannot compile: " + complaints);
        }
        return classes;
    }

    private static Path pack(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                entries.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, entries);
                entries.closeEntry();
            }
        }
        return jar;
    }
}
