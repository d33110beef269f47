package io.volant.rpc.contract;

import static io.volant.rpc.contract.Events.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;

/** What the flight recorder sees of clients and servers. */
public abstract class FlightContract extends TransportContract {
    @Test
    void callsConnectionsAndRefusalsAreRecorded() throws Exception {
        PlainDesk desk = new PlainDesk();
        closing(desk.release::countDown);
        try (Recording recording = new Recording()) {
            recording.enable("io.volant.Call");
            recording.enable("io.volant.ConnectionOpened");
            recording.enable("io.volant.ConnectionClosed");
            recording.enable("io.volant.Refusal");
            recording.start();
            RpcServer server = start(server().workers(1).workersQueue(0).service(Desk.class, desk));
            RpcClient client = client(server).connect();
            Desk stub = client.stub(Desk.class);
            CompletableFuture<String> held = stub.hold();
            until("the worker is busy", () -> desk.held.get() == 1);
            failure(stub::next);
            desk.release.countDown();
            Events.get(held);
            client.close();
            until("closed here", () -> client.stats().connections().open() == 0);
            until("closed there", () -> server.stats().connections().open() == 0);
            List<RecordedEvent> events = events(recording);

            assertThat(events).filteredOn(event -> is(event, "Call")).hasSize(4);
            for (String side : List.of("client", "server")) {
                RecordedEvent ok = one(events, "Call", side, "method", "Desk.hold");
                assertThat(ok.getString("status")).isEqualTo("OK");
                assertThat(ok.getString("outcome")).isEqualTo("EXECUTED");
                assertThat(ok.getDuration("elapsed")).isPositive();
                RecordedEvent refused = one(events, "Call", side, "method", "Desk.next");
                assertThat(refused.getString("status")).isEqualTo("OVERLOADED");
                assertThat(refused.getString("outcome")).isEqualTo("REJECTED");
                assertThat(one(events, "ConnectionOpened", side, "side", side).getString("peer"))
                        .isNotEmpty();
                assertThat(one(events, "ConnectionClosed", side, "side", side).getString("reason"))
                        .contains("closed");
            }
            assertThat(events)
                    .filteredOn(event -> is(event, "Refusal"))
                    .singleElement()
                    .satisfies(refusal -> {
                        assertThat(refusal.getString("by")).isEqualTo("workers");
                        assertThat(refusal.getString("status")).isEqualTo("OVERLOADED");
                        assertThat(refusal.getString("priority")).isEqualTo("NORMAL");
                    });
        }
    }

    @Test
    void callsAreRecordedOnlyWhereARecordingAsksForThem() throws Exception {
        try (Recording recording = new Recording()) {
            recording.start();
            stub(Desk.class, new PlainDesk()).next();

            assertThat(events(recording))
                    .filteredOn(event -> event.getEventType().getName().startsWith("io.volant."))
                    .isNotEmpty()
                    .noneMatch(event -> is(event, "Call"));
        }
    }

    private static boolean is(RecordedEvent event, String name) {
        return event.getEventType().getName().equals("io.volant." + name);
    }

    private static RecordedEvent one(List<RecordedEvent> events, String name, String side, String field, String value) {
        List<RecordedEvent> found = events.stream()
                .filter(event -> is(event, name)
                        && event.getString("side").equals(side)
                        && event.getString(field).equals(value))
                .toList();
        assertThat(found).as(name + " " + side + " " + value).hasSize(1);
        return found.get(0);
    }

    private static List<RecordedEvent> events(Recording recording) throws IOException {
        recording.stop();
        Path file = Files.createTempFile("volant", ".jfr");
        try {
            recording.dump(file);
            return RecordingFile.readAllEvents(file);
        } finally {
            Files.delete(file);
        }
    }
}
