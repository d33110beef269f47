package io.volant.rpc.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PeerBuildTest {
    private static final Path PEERS = Path.of("peers");

    @TempDir
    Path directory = Path.of("");

    private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

    @Test
    void aPeerThatDoesNotBuildIsReportedWithItsReason() throws Exception {
        Files.createDirectories(directory.resolve("peers/acme/src"));
        Files.writeString(directory.resolve("peers/pom.xml"), "no pom");
        Files.writeString(directory.resolve("peers/acme/pom.xml"), "no pom");
        PeerBuild build = new PeerBuild(directory);
        assertThatThrownBy(() -> build(build)).hasMessageContaining("load.jar is missing");
        Files.createDirectories(directory.resolve("target"));
        Files.createFile(directory.resolve("target/load.jar"));

        build(build);

        assertThat(build.isBuilt("acme")).isFalse();
        assertThat(build.failure("acme")).isNotBlank().endsWith("acme.log)");
        assertThat(progress.toString(StandardCharsets.UTF_8)).contains("acme failed: ");
    }

    @Test
    void aPeerThatIsNewerThanItsSourcesIsNotBuiltAgain() throws Exception {
        Files.createDirectories(directory.resolve("peers/acme/src"));
        Files.createDirectories(directory.resolve("target"));
        Files.createFile(directory.resolve("target/load.jar"));
        Files.writeString(directory.resolve("peers/pom.xml"), "no pom");
        Files.writeString(directory.resolve("peers/acme/pom.xml"), "no pom");
        Path classPath =
                Files.createDirectories(directory.resolve("peers/acme/target")).resolve("classpath");
        Files.writeString(
                classPath,
                "/r/acme-core-1.2.jar" + File.pathSeparator + "/r/netty-transport-4.1.jar" + File.pathSeparator
                        + "/r/x-1.jar");
        PeerBuild build = new PeerBuild(directory);

        build(build);

        assertThat(progress.size()).isZero();
        assertThat(build.isBuilt("acme")).isTrue();
        assertThat(build.classPath("acme").split(File.pathSeparator))
                .hasSize(5)
                .startsWith(directory
                        .resolve("target/load.jar")
                        .toAbsolutePath()
                        .normalize()
                        .toString());
        assertThat(build.versions("acme", "acme-.*")).containsExactly("acme-core-1.2", "netty-transport-4.1");
    }

    @Test
    void aPeerThatIsOlderThanTheSourcesThatPeersShareIsBuiltAgain() throws Exception {
        Files.createDirectories(directory.resolve("peers/acme/src"));
        Files.createDirectories(directory.resolve("peers/acme/target"));
        Files.createDirectories(directory.resolve("target"));
        Files.createFile(directory.resolve("target/load.jar"));
        Files.writeString(directory.resolve("peers/pom.xml"), "no pom");
        Files.writeString(directory.resolve("peers/acme/pom.xml"), "no pom");
        Path built = Files.createFile(directory.resolve("peers/acme/target/classpath"));
        Path shared = Files.createDirectories(directory.resolve("peers/proto")).resolve("users.proto");
        Files.writeString(shared, "message");
        FileTime later =
                FileTime.from(Files.getLastModifiedTime(built).toInstant().plusSeconds(1));
        Files.setLastModifiedTime(shared, later);

        build(new PeerBuild(directory));

        assertThat(progress.toString(StandardCharsets.UTF_8)).contains("building  acme");
    }

    @Test
    void everyPeerIsAModuleWithItsClassAndNoneKnowsVolantBeyondTheLoadPrograms() throws Exception {
        String parent = Files.readString(PEERS.resolve("pom.xml"));
        for (String peer : PeerRow.peers()) {
            assertThat(parent).contains("<module>" + peer + "</module>");
        }
        for (Library library : Library.values()) {
            Path source = PEERS.resolve(library.peer())
                    .resolve("src/main/java")
                    .resolve(library.type().replace('.', '/') + ".java");
            assertThat(source).exists();
        }
        Pattern foreign = Pattern.compile(
                "^import io\\.volant\\.rpc\\.(?!benchmarks\\.(load|peer|peers)\\.|examples\\.user\\.)",
                Pattern.MULTILINE);
        try (Stream<Path> files = Files.walk(PEERS)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.toString().contains("/target/"))
                    .toList()) {
                assertThat(foreign.matcher(Files.readString(file)).find())
                        .as(file.toString())
                        .isFalse();
            }
        }
    }

    @Test
    void noBuildOfVolantHasThePeersInIt() throws Exception {
        assertThat(Files.readString(Path.of("../pom.xml"))).doesNotContain("benchmarks/peers", "io.volant.peers");
        assertThat(Files.readString(PEERS.resolve("pom.xml"))).doesNotContain("<parent>");
    }

    private void build(PeerBuild build) throws Exception {
        build.build(List.of("acme"), new PrintStream(progress, true, StandardCharsets.UTF_8));
    }
}
