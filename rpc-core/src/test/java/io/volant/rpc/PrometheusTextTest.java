package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {
    private static final ConnectionStats CONNECTIONS = new ConnectionStats(3, 1, 4, 1_500, 9_000_000_000L, 0, 2);

    /** One call of 0.2 ms, and one of 61 s. */
    private static DurationStats two() {
        List<Long> counts = new ArrayList<>(Collections.nCopies(20, 0L));
        counts.set(2, 1L);
        counts.set(19, 1L);
        return new DurationStats(Duration.ofNanos(61_000_200_000L), Duration.ofSeconds(61), counts);
    }

    private static final BytesInFlightStats BYTES = new BytesInFlightStats(10, 20, 30);

    private static ServerStats server() {
        return new ServerStats(
                List.of(new MethodStats("Shop", "find", 3, Map.of(Status.INTERNAL, two()))),
                List.of(
                        new WorkerStats("", 10, 2, 90, 100, 5, Map.of(Priority.NORMAL, 3L, Priority.BATCH, 4L), 8),
                        new WorkerStats("Reports", 4, 0, 24, 20, 0, Map.of(Priority.NORMAL, 0L), 0)),
                CONNECTIONS,
                BYTES,
                new AskedAgainStats(1, 2, 0, 3));
    }

    @Test
    void aServerInFull() {
        String call =
                "rpc_system=\"volant\",rpc_service=\"Shop\",rpc_method=\"find\",rpc_response_status_code=\"INTERNAL\"";
        assertThat(server().prometheus()).isEqualTo("""
                        # HELP rpc_server_call_duration_seconds How long calls took, from their arrival until their answer was encoded.
                        # TYPE rpc_server_call_duration_seconds histogram
                        rpc_server_call_duration_seconds_bucket{CALL,le="0.00005"} 0
                        rpc_server_call_duration_seconds_bucket{CALL,le="0.0001"} 0
                        rpc_server_call_duration_seconds_bucket{CALL,le="0.00025"} 1
                        rpc_server_call_duration_seconds_bucket{CALL,le="0.0005"} 1
                        rpc_server_call_duration_seconds_bucket{CALL,le="0.001"} 1
                        rpc_server_call_duration_seconds_bucket{CALL,le="0.0025"} 1
                        rpc_server_call_duration_seconds_bucket{CALL,le="0.005"} 1
                        rpc_server_call_duration_seconds_bucket{CALL,le="0.01"} 1
                        rpc_server_call_duration_seconds_bucket{CALL,le="0.025"} 1
                        rpc_server_call_duration_seconds_bucket{CALL,le="0.05"} 1
                        rpc_server_call_duration_seconds_bucket{CALL,le="0.1"} 1
                        rpc_server_call_duration_seconds_bucket{CALL,le="0.25"} 1
                        rpc_server_call_duration_seconds_bucket{CALL,le="0.5"} 1
                        rpc_server_call_duration_seconds_bucket{CALL,le="1"} 1
                        rpc_server_call_duration_seconds_bucket{CALL,le="2.5"} 1
                        rpc_server_call_duration_seconds_bucket{CALL,le="5"} 1
                        rpc_server_call_duration_seconds_bucket{CALL,le="10"} 1
                        rpc_server_call_duration_seconds_bucket{CALL,le="30"} 1
                        rpc_server_call_duration_seconds_bucket{CALL,le="60"} 1
                        rpc_server_call_duration_seconds_bucket{CALL,le="+Inf"} 2
                        rpc_server_call_duration_seconds_sum{CALL} 61.0002
                        rpc_server_call_duration_seconds_count{CALL} 2
                        # HELP volant_server_in_flight Calls that wait or run.
                        # TYPE volant_server_in_flight gauge
                        volant_server_in_flight{rpc_system="volant",rpc_service="Shop",rpc_method="find"} 1
                        # HELP volant_server_in_flight_bytes Bytes that calls in flight hold, those of all servers of the runtime.
                        # TYPE volant_server_in_flight_bytes gauge
                        volant_server_in_flight_bytes{direction="in"} 20
                        volant_server_in_flight_bytes{direction="out"} 10
                        # HELP volant_server_limit Calls that may run and wait: less under a load that lasts, and, unless workersQueue was given, more where much is served.
                        # TYPE volant_server_limit gauge
                        volant_server_limit{pool="shared"} 90
                        volant_server_limit{pool="Reports"} 24
                        # HELP volant_server_workers How many handlers the workers run at once.
                        # TYPE volant_server_workers gauge
                        volant_server_workers{pool="shared"} 10
                        volant_server_workers{pool="Reports"} 4
                        # HELP volant_server_active Handlers that run on workers.
                        # TYPE volant_server_active gauge
                        volant_server_active{pool="shared"} 2
                        volant_server_active{pool="Reports"} 0
                        # HELP volant_server_queue_length Calls that wait for a worker.
                        # TYPE volant_server_queue_length gauge
                        volant_server_queue_length{pool="shared"} 5
                        volant_server_queue_length{pool="Reports"} 0
                        # HELP volant_server_queue_limit Calls that may wait for a worker, at most.
                        # TYPE volant_server_queue_limit gauge
                        volant_server_queue_limit{pool="shared"} 100
                        volant_server_queue_limit{pool="Reports"} 20
                        # HELP volant_server_rejected_total Calls for which the workers had no room.
                        # TYPE volant_server_rejected_total counter
                        volant_server_rejected_total{pool="shared",priority="BATCH"} 4
                        volant_server_rejected_total{pool="shared",priority="NORMAL"} 3
                        volant_server_rejected_total{pool="Reports",priority="NORMAL"} 0
                        # HELP volant_server_expired_total Calls whose time was over before a handler began.
                        # TYPE volant_server_expired_total counter
                        volant_server_expired_total{pool="shared"} 8
                        volant_server_expired_total{pool="Reports"} 0
                        # HELP volant_connections Connections that are open.
                        # TYPE volant_connections gauge
                        volant_connections{side="server"} 2
                        # HELP volant_connections_opened_total Connections that were opened.
                        # TYPE volant_connections_opened_total counter
                        volant_connections_opened_total{side="server"} 3
                        # HELP volant_bytes_total Bytes on connections.
                        # TYPE volant_bytes_total counter
                        volant_bytes_total{side="server",direction="in"} 1500
                        volant_bytes_total{side="server",direction="out"} 9000000000
                        # HELP volant_in_flight_bytes_limit Most bytes that calls in flight hold each way.
                        # TYPE volant_in_flight_bytes_limit gauge
                        volant_in_flight_bytes_limit{side="server"} 30
                        # HELP volant_protocol_errors_total Peers that broke the protocol.
                        # TYPE volant_protocol_errors_total counter
                        volant_protocol_errors_total{side="server"} 0
                        # HELP volant_connections_suspected_total Peers that were slow to give a sign of life.
                        # TYPE volant_connections_suspected_total counter
                        volant_connections_suspected_total{side="server"} 2
                        # HELP volant_server_asked_again_total Calls that must run once and were sent again, by what was found of them.
                        # TYPE volant_server_asked_again_total counter
                        volant_server_asked_again_total{found="JOINED"} 1
                        volant_server_asked_again_total{found="REPLAYED"} 2
                        volant_server_asked_again_total{found="EXECUTED"} 0
                        volant_server_asked_again_total{found="FORGOTTEN"} 3
                        """.replace("CALL", call));
    }

    @Test
    void severalOnOnePageShareTheHeadsOfTheirMetrics() {
        ClientStats client = new ClientStats(
                List.of(new MethodStats("Shop", "find", 5, Map.of(Status.OK, two(), Status.CANCELLED, two()))),
                CONNECTIONS,
                BYTES,
                List.of(new NodeStats(
                        "Shop:1",
                        "a:1",
                        NodeStats.State.READY,
                        100,
                        "",
                        7,
                        2,
                        Duration.ofMillis(1),
                        "",
                        Duration.ZERO)));
        String page = new PrometheusText()
                .client("a", client)
                .client("b", client)
                .server("s", server())
                .text();

        List<String> heads =
                page.lines().filter(line -> line.startsWith("# TYPE")).toList();
        assertThat(heads).doesNotHaveDuplicates();
        assertThat(heads.stream()
                        .map(head -> head.replaceAll("# TYPE (\\S+) .*", "$1"))
                        .collect(Collectors.toSet()))
                .as("every metric has samples here")
                .isEqualTo(
                        Arrays.stream(Metric.values()).map(Metric::prometheus).collect(Collectors.toSet()));
        List<String> series = page.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .toList();
        assertThat(series)
                .doesNotHaveDuplicates()
                .contains(
                        "volant_connects_failed_total{name=\"a\",side=\"client\"}",
                        "volant_connections{name=\"s\",side=\"server\"}",
                        "volant_node_calls_total{name=\"a\",rpc_service=\"Shop:1\",node=\"a:1\"}");
        assertThat(page)
                .contains(
                        "volant_client_in_flight{name=\"b\",rpc_system=\"volant\",rpc_service=\"Shop\",rpc_method=\"find\"} 1\n");
    }

    @Test
    void valuesOfLabelsAreEscaped() {
        String page = new PrometheusText()
                .client("C:\\x \"y\"\nz", new ClientStats(List.of(), CONNECTIONS, BYTES, List.of()))
                .text();

        assertThat(page).contains("volant_connections{name=\"C:\\\\x \\\"y\\\"\\nz\",side=\"client\"} 2\n");
    }

    @Test
    void whatWasNeverCalledHasNoHistogram() {
        ClientStats stats =
                new ClientStats(List.of(new MethodStats("Shop", "find", 0, Map.of())), CONNECTIONS, BYTES, List.of());

        assertThat(stats.prometheus()).doesNotContain("duration").contains("volant_client_in_flight");
    }
}
