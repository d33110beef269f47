package io.volant.rpc.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.examples.schema.Jars;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SchemaCommandTest {
    private static final String RUNS = " static { if (true) throw new IllegalStateException(\"code ran\"); } ";
    private static final String OLDER = """
            @RpcService interface Orders {
                long place(Order order);
                List<Order> all(Set<Kind> kinds);
                void drop(long id);
            }
            @RpcService(name = "Stock", version = "2") interface Stocks { int count(String item); }
            record Order(long id, Owner owner) {}
            class Owner { String name; }
            enum Kind { SMALL, LARGE }
            """;
    private static final String NEWER = OLDER.replace("long id, ", "int id, String note, ")
            .replace("SMALL, LARGE", "SMALL, LARGE, HUGE")
            .replace("drop(long id)", "dropAll()")
            .replace("version = \"2\"", "version = \"3\"");

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Jars jars;

    @BeforeEach
    void open() {
        jars = new Jars(directory);
    }

    private int run(String... args) {
        return Main.run(new PrintWriter(out), new PrintWriter(err), args);
    }

    private int diff(Path here, Path there, String... options) {
        return run(Stream.concat(Stream.of("schema", "diff", here.toString(), there.toString()), Stream.of(options))
                .toArray(String[]::new));
    }

    @Test
    void whatDiffersIsToldAsAFailingCallTellsIt() throws Exception {
        Path here = jars.jar("older", OLDER);
        Path there = jars.jar("newer", NEWER);

        assertThat(diff(here, there)).isEqualTo(1);
        assertThat(out.toString()).isEqualToNormalizingNewlines("here: " + here + "\nthere: " + there + "\n" + """
                        breaks   Orders:1 all(java.util.Set): Kind differs
                          Kind.HUGE: missing here, present there
                          Order.id: long here, int there
                          Order.note: missing here, String there
                        removed  Orders:1 drop(long): only here; its callers get UNIMPLEMENTED there
                        added    Orders:1 dropAll(): only there; compatible
                        breaks   Orders:1 place(demo.Order): Order differs
                          Order.id: long here, int there
                          Order.note: missing here, String there
                        removed  Stock:2: only here; its callers get UNIMPLEMENTED there
                        added    Stock:3: only there; compatible
                        schema diff: 0 equal, 2 break, 2 removed, 2 added
                        """);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void theSameSourceIsEqualInAJarAndInADirectory() throws Exception {
        assertThat(diff(jars.jar("one", OLDER), jars.classes("two", OLDER))).isZero();
        assertThat(out.toString())
                .endsWith("schema diff: 4 equal, 0 break, 0 removed, 0 added" + System.lineSeparator());
    }

    @Test
    void aMethodThatIsGoneFailsTheBuildUnlessThatIsWanted() throws Exception {
        Path all = jars.jar("all", OLDER);
        Path less = jars.jar("less", OLDER.replace("void drop(long id);", ""));

        assertThat(diff(all, less)).isEqualTo(1);
        assertThat(diff(all, less, "--allow-removals")).isZero();
        assertThat(diff(less, all)).isZero();
    }

    @Test
    void noCodeOfTheJarsRuns() throws Exception {
        String loud = OLDER.replace("class Owner {", "class Owner {" + RUNS)
                .replace("Owner owner) {", "Owner owner) {" + RUNS)
                .replace("SMALL, LARGE }", "SMALL, LARGE; " + RUNS + "}")
                .replace("void drop(", "Object RUN = List.of().get(0); void drop(");

        assertThat(diff(jars.jar("loud", loud), jars.jar("quiet", OLDER))).isZero();
        assertThat(out.toString()).contains("schema diff: 4 equal,");
    }

    @Test
    void classesOfTheProgramItselfDoNotHideThoseOfTheJars() throws Exception {
        Path own = Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());

        assertThat(diff(own, own)).isZero();
        assertThat(out.toString()).contains(" equal, 0 break, 0 removed, 0 added");
    }

    @Test
    void printShowsTextsAndDigests() throws Exception {
        assertThat(run("schema", "print", jars.jar("older", OLDER).toString())).isZero();
        assertThat(out.toString())
                .containsPattern("(?m)^Orders:1 place\\(demo\\.Order\\) [0-9a-f]{16}$")
                .contains("  method place(demo.Order)long unary")
                .contains("  object demo.Order {id:long, owner:demo.Owner}")
                .contains("Stock:2 count(java.lang.String) ");
    }

    @Test
    void aJarThatIsMissingIsNamed() throws Exception {
        Path missing = directory.resolve("missing.jar");

        assertThat(diff(jars.jar("older", OLDER), missing)).isEqualTo(2);
        assertThat(err.toString())
                .isEqualToNormalizingNewlines("volant schema diff: " + missing
                        + ": no such file (expected: a jar, or a directory of classes)\n"
                        + "more: volant schema diff --help\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aFileThatIsNoJarIsNamed() throws Exception {
        Path text = Files.writeString(directory.resolve("text.jar"), "not a jar");

        assertThat(run("schema", "print", text.toString())).isEqualTo(2);
        assertThat(err.toString()).startsWith("volant schema print: " + text + ": cannot be read: ");
    }

    @Test
    void aJarWithoutServicesIsNamed() throws Exception {
        Path none = jars.jar("none", "interface Nothing { Class<?> OF = RpcService.class; }");

        assertThat(run("schema", "print", none.toString())).isEqualTo(2);
        assertThat(err.toString()).startsWith("volant schema print: " + none + ": no interface in it has @RpcService");
    }

    @Test
    void aClassThatIsElsewhereIsNamedWithTheRemedy() throws Exception {
        Path model = jars.jar("model", "class Shared { long id; }");
        Path here = jars.jar("here", "@RpcService interface Users { List<Shared> all(); }", model);
        Path there = jars.jar("there", "@RpcService interface Users { void add(Shared shared); }", model);

        for (Path lacking : new Path[] {here, there}) {
            err.getBuffer().setLength(0);
            assertThat(diff(lacking, lacking)).isEqualTo(2);
            assertThat(err.toString())
                    .startsWith("volant schema diff: " + lacking
                            + ": cannot read demo.Users: there is no class demo.Shared")
                    .contains("Name the jars that it needs with --classpath.");
        }
        assertThat(diff(here, there, "--classpath", model.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("schema diff: 0 equal, 0 break, 1 removed, 1 added");
    }

    @Test
    void anInterfaceWithMistakesIsToldWithAllOfThem() throws Exception {
        Path wrong = jars.jar("wrong", "@RpcService interface Wrong { Object get(Number number); }");

        assertThat(run("schema", "print", wrong.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("demo.Wrong has 2 mistakes:", "Number is open; name a type", "Object is open; name a type");
    }

    @Test
    void twoServicesOfOneNameAreNamed() throws Exception {
        Path twice = jars.jar(
                "twice",
                "@RpcService interface Users { int a(); } @RpcService(name = \"Users\") interface People { int a(); }");

        assertThat(run("schema", "print", twice.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("two interfaces are Users:1: demo.People and demo.Users (expected: names of their own)");
    }

    @Test
    void withoutACommandTheUserIsToldWhichThereAre() {
        assertThat(run("schema")).isEqualTo(2);
        assertThat(err.toString()).startsWith("volant schema: ").contains("there are: diff, print");
        assertThat(run("schema", "diff", "one.jar")).isEqualTo(2);
        assertThat(err.toString()).contains("volant schema diff: Missing required parameter: 'B.jar'");
        assertThat(run("schema", "diff", "--help")).isZero();
        assertThat(out.toString()).contains("--classpath", "--allow-removals", "Exit status");
    }
}
