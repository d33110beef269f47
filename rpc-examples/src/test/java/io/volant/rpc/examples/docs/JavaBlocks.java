package io.volant.rpc.examples.docs;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The Java in a document, and a compiler for it. */
final class JavaBlocks {
    private static final Pattern BLOCK = Pattern.compile("^```java\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private JavaBlocks() {}

    /** @param document its path from the root of the repository */
    static List<String> of(String document) throws IOException {
        Matcher matcher = BLOCK.matcher(Files.readString(Path.of("..", document)));
        List<String> blocks = new ArrayList<>();
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        return blocks;
    }

    /** Compiles a source file into a directory; returns what the compiler complains about, empty when nothing. */
    static String compile(String fileName, String source, Path into) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        List<String> options = List.of(
                "-d",
                into.toString(),
                "-cp",
                into + File.pathSeparator + System.getProperty("java.class.path"),
                "-proc:none",
                "-Xlint:all,-serial");
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///" + fileName), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        boolean compiled = compiler.getTask(complaints, null, null, options, null, List.of(file))
                .call();
        return compiled ? complaints.toString() : "does not compile: " + complaints;
    }
}
