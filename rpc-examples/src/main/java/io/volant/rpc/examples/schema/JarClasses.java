package io.volant.rpc.examples.schema;

import io.volant.rpc.RpcService;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * The classes of one jar, or of a directory of classes, in a class loader that sees them, the class path given with them, the JDK,
 * and of everything else Volant's own API alone.
 */
final class JarClasses extends URLClassLoader {
    private static final String API = RpcService.class.getPackageName() + ".";
    private static final String SUFFIX = ".class";

    private final Path path;

    private JarClasses(Path path, URL[] urls) {
        super(urls, ClassLoader.getPlatformClassLoader());
        this.path = path;
    }

    static JarClasses open(Path path, List<Path> classPath) throws Unreadable {
        List<URL> urls = new ArrayList<>();
        urls.add(url(path));
        for (Path other : classPath) {
            urls.add(url(other));
        }
        return new JarClasses(path, urls.toArray(URL[]::new));
    }

    private static URL url(Path path) throws Unreadable {
        if (!Files.isReadable(path)) {
            throw new Unreadable(path + ": no such file (expected: a jar, or a directory of classes)");
        }
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new Unreadable(path + ": " + e.getMessage());
        }
    }

    /** The API that annotates the interfaces is this program's own, whatever the jar brings; so it can be asked for. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        boolean api = name.startsWith(API) && name.indexOf('.', API.length()) < 0;
        return api ? Class.forName(name, false, RpcService.class.getClassLoader()) : super.loadClass(name, resolve);
    }

    /** The names of all interfaces that mention an annotation, sorted. */
    List<String> interfacesWith(Class<?> annotation) throws Unreadable {
        try {
            return (Files.isDirectory(path) ? inDirectory(annotation) : inJar(annotation))
                    .stream().sorted().toList();
        } catch (IOException e) {
            throw new Unreadable(path + ": cannot be read: " + e.getMessage());
        }
    }

    private List<String> inJar(Class<?> annotation) throws IOException {
        List<String> names = new ArrayList<>();
        try (JarFile jar = new JarFile(path.toFile(), false, ZipFile.OPEN_READ, JarFile.runtimeVersion())) {
            List<JarEntry> entries = jar.versionedStream().toList();
            for (JarEntry entry : entries) {
                if (entry.getName().endsWith(SUFFIX)) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        add(names, entry.getName(), in.readAllBytes(), annotation);
                    }
                }
            }
        }
        return names;
    }

    private List<String> inDirectory(Class<?> annotation) throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.filter(f -> f.toString().endsWith(SUFFIX)).toList()) {
                String name = path.relativize(file)
                        .toString()
                        .replace(file.getFileSystem().getSeparator(), "/");
                add(names, name, Files.readAllBytes(file), annotation);
            }
        }
        return names;
    }

    private static void add(List<String> names, String file, byte[] bytes, Class<?> annotation) throws IOException {
        try {
            if (ClassFile.isInterfaceWith(annotation.descriptorString(), bytes)) {
                names.add(file.substring(0, file.length() - SUFFIX.length()).replace('/', '.'));
            }
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
