package io.volant.rpc.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.volant.rpc.Metric;
import io.volant.rpc.NodeStats;
import io.volant.rpc.PrometheusText;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.Route;
import io.volant.rpc.Routing;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import io.volant.rpc.inprocess.InProcessTransport;
import io.volant.rpc.serialization.KryoSerializer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VolantMetricsTest {
    @RpcService
    interface Shop {
        long price(String article);
    }

    private static long price(String article) {
        if (article.isEmpty()) {
            throw new IllegalArgumentException("nothing");
        }
        return article.length();
    }

    private final InProcessTransport network = new InProcessTransport();
    private final RpcServer server = RpcServer.builder()
            .transport(network)
            .serializer(new KryoSerializer())
            .service(Shop.class, VolantMetricsTest::price)
            .start();
    private final RpcClient client = RpcClient.builder()
            .transport(network)
            .serializer(new KryoSerializer())
            .routing(dialer -> new OneNode(Routing.direct(server.address()).open(dialer)))
            .connect();
    private final VolantMetrics ofClient = VolantMetrics.of("billing", client);
    private final VolantMetrics ofServer = VolantMetrics.of("orders", server);
    private final Shop shop = client.stub(Shop.class);

    /** A route to one server that shows it as a cluster does. */
    private record OneNode(Route route) implements Route {
        @Override
        public CompletableFuture<Void> ready() {
            return route.ready();
        }

        @Override
        public CompletableFuture<Response> invoke(Request request) {
            return route.invoke(request);
        }

        @Override
        public List<NodeStats> nodes() {
            return List.of(new NodeStats(
                    "Shop:1", "a:1", NodeStats.State.READY, 100, "", 2, 0, Duration.ofMillis(1), "", Duration.ZERO));
        }

        @Override
        public void close() {
            route.close();
        }
    }

    @BeforeEach
    void call() {
        assertThat(shop.price("apple")).isEqualTo(5);
        assertThatThrownBy(() -> shop.price("")).isInstanceOf(RpcException.class);
    }

    @AfterEach
    void close() {
        ofClient.close();
        ofServer.close();
        client.close();
        server.close();
    }

    private <T extends MeterRegistry> T bound(T registry) {
        ofClient.bindTo(registry);
        ofServer.bindTo(registry);
        return registry;
    }

    /** The samples of a page, each under its name with its labels in alphabetical order. */
    private static Map<String, Double> samples(String page) {
        Map<String, Double> samples = new TreeMap<>();
        page.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int open = line.indexOf('{');
            int close = line.lastIndexOf('}');
            String[] labels = line.substring(open + 1, close).split(",");
            Arrays.sort(labels);
            samples.put(
                    line.substring(0, open) + String.join(",", labels),
                    Double.valueOf(line.substring(close + 1).strip()));
        });
        return samples;
    }

    private Map<String, Double> expected() {
        return samples(new PrometheusText()
                .client("billing", client.stats())
                .server("orders", server.stats())
                .text());
    }

    @Test
    void prometheusSeesTheNamesAndValuesOfTheTextFormat() {
        Map<String, Double> seen = samples(
                bound(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)).scrape());

        assertThat(expected()).isNotEmpty().allSatisfy((name, value) -> {
            String here = name.replace("_duration_seconds_bucket", "_duration_histogram_total");
            assertThat(seen).containsKey(here);
            assertThat(seen.get(here)).as(here).isCloseTo(value, within(1e-9));
        });
    }

    @Test
    void everyMetricIsThere() {
        String page =
                bound(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)).scrape();

        assertThat(Metric.values())
                .allSatisfy(metric -> assertThat(page)
                        .as(metric.dotted())
                        .contains("# HELP " + metric.prometheus() + " " + metric.help())
                        .containsPattern("(?m)^" + metric.prometheus() + "(_count)?\\{"));
    }

    @Test
    void aDurationIsATimerAndItsLongestAndAHistogram() {
        SimpleMeterRegistry registry = bound(new SimpleMeterRegistry());
        FunctionTimer calls = registry.get("rpc.client.call.duration")
                .tags("rpc.method", "price", "rpc.response.status_code", "OK", "name", "billing")
                .functionTimer();
        TimeGauge longest = registry.get("rpc.client.call.duration.max")
                .tags("rpc.response.status_code", "OK")
                .timeGauge();
        FunctionCounter all = registry.get("rpc.client.call.duration.histogram")
                .tags("rpc.response.status_code", "OK", "le", "+Inf")
                .functionCounter();

        assertThat(calls.count()).isEqualTo(1);
        assertThat(all.count()).isEqualTo(1);
        assertThat(longest.value(TimeUnit.NANOSECONDS)).isPositive().isEqualTo(calls.totalTime(TimeUnit.NANOSECONDS));
        shop.price("pear");
        assertThat(calls.count()).isEqualTo(2);
        assertThat(all.count()).isEqualTo(2);
        assertThat(registry.get("rpc.client.call.duration.histogram")
                        .tags("rpc.response.status_code", "OK", "le", "60")
                        .functionCounter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void whatTurnsUpLaterIsAddedWhenTheRegistryIsRead() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (RpcClient late = RpcClient.builder()
                        .transport(network)
                        .serializer(new KryoSerializer())
                        .address(server.address())
                        .connect();
                VolantMetrics metrics = VolantMetrics.of("late", late)) {
            metrics.bindTo(registry);
            assertThat(registry.find("rpc.client.call.duration").functionTimers())
                    .isEmpty();
            late.stub(Shop.class).price("plum");

            registry.forEachMeter(meter -> meter.measure().forEach(measurement -> measurement.getValue()));
            registry.forEachMeter(meter -> meter.measure().forEach(measurement -> measurement.getValue()));

            assertThat(registry.get("rpc.client.call.duration").functionTimer().count())
                    .isEqualTo(1);
        }
    }

    @Test
    void closingRemovesEveryMeterAndNoOther() {
        SimpleMeterRegistry registry = bound(new SimpleMeterRegistry());
        registry.counter("mine").increment();

        ofClient.close();
        assertThat(registry.getMeters())
                .noneMatch(meter -> "billing".equals(meter.getId().getTag("name")));
        ofServer.close();

        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getName())
                .containsExactly("mine");
    }

    @Test
    void oneNameIsEnoughToTellTwoClientsApart() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (VolantMetrics nameless = VolantMetrics.of("", client)) {
            nameless.bindTo(registry);
            ofClient.bindTo(registry);

            assertThat(registry.find("volant.connections").gauges()).hasSize(2);
        }
    }
}
