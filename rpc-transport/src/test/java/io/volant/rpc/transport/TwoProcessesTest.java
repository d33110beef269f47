package io.volant.rpc.transport;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.transport.Change.Failing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes with two versions of a service, between which several things have changed. */
@Timeout(120)
class TwoProcessesTest {
    private static final int ROUNDS = 50;
    private static final List<Change> CHANGES = Changes.all()
            .filter(change -> List.of(
                            "a component of a record",
                            "another name of the class of a field",
                            "another name of a nested record",
                            "a method",
                            "a method that becomes one-way",
                            "a static and a transient field")
                    .contains(change.name()))
            .toList();

    @TempDir
    Path directory;

    private static String[] sourcesAfter() {
        String[] sources = Change.sourcesBefore();
        for (Change change : CHANGES) {
            sources = change.applyTo(sources);
        }
        return sources;
    }

    @Test
    void anOlderClientMeetsANewerServer() throws Throwable {
        try (OtherVersion server = OtherVersion.start(directory, "Shop", sourcesAfter())) {
            assertMeeting(Change.before(), server, CHANGES.stream().map(Change::forward));
        }
    }

    @Test
    void aNewerClientMeetsAnOlderServer() throws Throwable {
        try (OtherVersion server = OtherVersion.start(directory, "Shop", Change.sourcesBefore())) {
            assertMeeting(
                    Version.compile("Shop", sourcesAfter()),
                    server,
                    CHANGES.stream().map(Change::backward));
        }
    }

    private static void assertMeeting(Version here, OtherVersion server, Stream<Failing> failing) throws Throwable {
        Map<String, Failing> failures = failing.collect(toMap(Failing::method, failure -> failure, (a, b) -> a));
        List<String> expected = new ArrayList<>();
        try (RpcClient client = RpcClient.connect(server.address())) {
            for (int round = 0; round < ROUNDS; round++) {
                for (String method : here.methods()) {
                    if (failures.containsKey(method)) {
                        assertFails(client, here, method, failures.get(method).message(server.address()));
                        continue;
                    }
                    assertThat(String.valueOf(here.call(client, method, here.arguments(method))))
                            .as(method)
                            .isEqualTo(here.sampleAnswer(method));
                    expected.add(method);
                }
            }
            here.call(client, "ping", "the last call"); // behind the one-way calls
            expected.add("ping");
        }
        assertThat(server.end()).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static void assertFails(RpcClient client, Version here, String method, String message) {
        RpcException thrown =
                catchThrowableOfType(RpcException.class, () -> here.call(client, method, here.arguments(method)));

        if (thrown != null || !here.isOneway(method)) { // a one-way call throws what is known at once
            assertThat(thrown).as(method).isNotNull().hasMessage(message);
            assertThat(thrown.outcome().notExecuted()).isTrue();
        }
    }
}
