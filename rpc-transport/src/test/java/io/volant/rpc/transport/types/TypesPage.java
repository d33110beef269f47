package io.volant.rpc.transport.types;

import static java.util.stream.Collectors.joining;

import io.volant.rpc.transport.types.Family.RefusedType;
import io.volant.rpc.transport.types.Family.RefusedValue;
import io.volant.rpc.transport.types.Family.Travelling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code docs/types.md}, as the suite writes it. */
final class TypesPage {
    private static final Path FILE = Path.of("..", "docs", "types.md");
    private static final int WIDTH = 128;
    private static final Pattern LONG_PATH = Pattern.compile("(\\.\\w+)\\1{3,}");
    private static final String HEAD = """
            # Types

            Every type that travels, and every one that is refused, with its message. This page is written by the suite that calls a \
            service for each line of it, in one process and over TCP. A test fails when the two differ; to write it again:
            `mvn -q test -pl rpc-transport -am -Dtest=TypesPageTest -Dsurefire.failIfNoSpecifiedTests=false \
            -Dvolant.types.write=true`.

            A type is found from the signature alone. *Travels as* is its shape in the [protocol](protocol.md#111-types); two sides may \
            have different classes of one shape in a slot, such as `List` and `ArrayList`. Null travels wherever there is a reference \
            and nothing else is said. A refused type is an `IllegalArgumentException` when the interface is first used, which lists \
            all that is wrong with it; the messages stand here without the method before them. A refused value is an `RpcException` \
            with `INVALID_ARGUMENT`, and is not sent; in a result it is `RESULT_UNENCODABLE`. Classes that are not the JDK's are \
            [those of the suite](../rpc-transport/src/test/java/io/volant/rpc/transport/types).
            """;

    private TypesPage() {}

    static String written() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write() {
        try {
            Files.writeString(FILE, text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text() {
        String head = HEAD.lines().map(TypesPage::wrapped).collect(joining("\n", "", "\n"));
        return head + Families.all().stream().map(TypesPage::section).collect(joining());
    }

    private static String section(Family family) {
        StringBuilder section = new StringBuilder("\n## " + family.title() + "\n\n" + wrapped(family.text()) + "\n");
        if (!family.travelling().isEmpty()) {
            Shapes shapes = new Shapes(family);
            section.append(table(
                    "| type | travels as | arrives as | note |",
                    family.travelling().stream()
                            .map(each -> travelling(family, each, shapes))
                            .toList()));
        }
        if (!family.refusedValues().isEmpty()) {
            section.append(table(
                    "| refused value | of type | message |",
                    family.refusedValues().stream()
                            .map(each -> refused(family, each))
                            .toList()));
        }
        if (!family.refusedTypes().isEmpty()) {
            section.append(table(
                    "| refused type | message |",
                    family.refusedTypes().stream()
                            .map(each -> refused(family, each))
                            .toList()));
        }
        return section.toString();
    }

    private static String table(String head, List<String> rows) {
        String line = head.replaceAll("[^|]+", "---");
        return "\n" + head + "\n" + line + "\n" + String.join("\n", rows) + "\n";
    }

    private static String travelling(Family family, Travelling each, Shapes shapes) {
        Method method = Family.method(family.echoes(), each.method());
        return row(code(TypeText.of(method)), shapes.of(method), arrival(method, each), each.note());
    }

    /** The class that fills a slot of an interface. */
    private static String arrival(Method method, Travelling each) {
        return method.getParameterTypes()[0].isInterface()
                ? each.samples().stream()
                        .map(sample -> code(classOf(sample.back()).getSimpleName()))
                        .distinct()
                        .collect(joining(", "))
                : "";
    }

    private static Class<?> classOf(Object value) {
        return value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
    }

    private static String refused(Family family, RefusedValue each) {
        String type = TypeText.of(Family.method(family.echoes(), each.method()));
        String message = LONG_PATH.matcher(each.message()).replaceAll("$1$1\u2026");
        return row(each.what(), code(type), code(message));
    }

    private static String refused(Family family, RefusedType each) {
        return row(code(TypeText.of(Family.method(family.open(), each.method()))), code(each.message()));
    }

    private static String row(String... cells) {
        return Stream.of(cells)
                .map(cell -> cell.isEmpty() ? "| " : "| " + cell + " ")
                .collect(joining("", "", "|"));
    }

    private static String code(String text) {
        return "`" + text.replace("|", "\\|") + "`";
    }

    private static String wrapped(String text) {
        StringBuilder lines = new StringBuilder();
        int column = 0;
        for (String word : text.split(" ", -1)) {
            if (column > 0 && column + 1 + word.length() > WIDTH) {
                lines.append('\n');
                column = 0;
            } else if (column > 0) {
                lines.append(' ');
                column++;
            }
            lines.append(word);
            column += word.length();
        }
        return lines.toString();
    }
}
