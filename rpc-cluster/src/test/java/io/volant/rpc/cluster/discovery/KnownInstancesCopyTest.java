package io.volant.rpc.cluster.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Endpoint;
import io.volant.rpc.cluster.discovery.Known.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownInstancesCopyTest extends KnownInstancesRig {
    @Test
    void theLastGoodListOutlivesTheProcess(@TempDir Path directory) {
        options = options.withCopiesIn(directory.resolve("made").resolve("here"));
        watch();
        Instance full = new Instance(
                Endpoint.parse("[::1]:9090"), "the node = 1", 5, 50, "zone 1%", Map.of("version", "2", "ö #", "\"x\""));
        source.say(full, B);
        source.say(); // an empty one is no good list
        source.fail("gone");
        told.clear();

        KnownInstances next = watch();

        assertThat(told).hasSize(1);
        assertThat(last().instances()).containsExactly(full, B);
        assertThat(last().standing()).isEqualTo(Standing.STALE);
        assertThat(next.known().reason()).isEqualTo("the source in hand has not answered yet");
        source.say(A);
        assertThat(last().instances()).containsExactly(A);
    }

    @Test
    void aCopyThatIsNotWholeIsNotRead(@TempDir Path directory) throws IOException {
        options = options.withCopiesIn(directory);
        watch();
        source.say(A, B);
        Path file = directory.resolve("Orders@1.instances");
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).containsExactly("volant-instances 1 Orders:1", "10.0.0.1:9090", "10.0.0.2:9090", "end 2");
        assertThat(directory.toFile().list()).containsExactly("Orders@1.instances");
        for (List<String> damaged : List.of(
                lines.subList(0, 3),
                List.<String>of(),
                List.of("volant-instances 1 Prices:1", "end 0"),
                List.of(lines.get(0), "10.0.0.1:0", "end 1"))) {
            Files.write(file, damaged);
            told.clear();

            watch();

            assertThat(told).as("%s", damaged).isEmpty();
        }
    }
}
