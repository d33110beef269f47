package io.volant.rpc.testing;

import io.volant.rpc.RpcClient;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Servers and clients for the tests of a class: in a static field with {@code @RegisterExtension} for all of them together, nested
 * classes included, in a field of the instance for each test anew. A parameter of a test whose type is an offered service is a stub.
 *
 * <p>A test fails when calls it made through the extension have not ended after it. After a test that used faults or stopped
 * a server, lines are healed, servers are started, and clients are closed: stubs taken before it are of no use then. While tests of
 * one class run at the same time, all that is done when the last has ended.
 *
 * <p>Thread-safe. Everything it began has ended when JUnit has called it for the last time.
 */
public final class VolantExtension
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private final NetworkPlan plan;
    private volatile @Nullable TestNetwork network;
    private String owner =
            ""; // id of the class or test that everything ends with; of the thread that begins and ends it

    VolantExtension(NetworkPlan plan) {
        this.plan = plan;
    }

    /** Offers nothing yet. */
    public static VolantExtensionBuilder builder() {
        return new VolantExtensionBuilder();
    }

    /**
     * A stub of the servers, by the routing of the builder.
     *
     * @throws IllegalArgumentException if the service is not offered
     * @throws IllegalStateException between tests, or if there are several servers and no routing
     */
    public <T> T stub(Class<T> service) {
        if (!plan.offers(service)) {
            throw new IllegalArgumentException(
                    service.getSimpleName() + " is not offered (expected: one of " + plan.names() + ")");
        }
        return client().stub(service);
    }

    /** The client of the servers, which the extension closes. Throws as {@link #stub} does. */
    public RpcClient client() {
        return network().client();
    }

    /** A server by its number, from 0 on. */
    public TestServer server(int index) {
        return network().server(index);
    }

    /** All servers, by number. */
    public List<TestServer> servers() {
        return network().servers();
    }

    /** The line to a server, as {@link TestServer#faults} gives it. */
    public FaultProxy faults(int server) {
        return server(server).faults();
    }

    /** What repeats the faults. */
    public long seed() {
        return plan.seed();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        begin(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        begin(context);
    }

    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
        if (owner.equals(context.getUniqueId())) {
            end();
        } else if (context.getExecutionMode() == ExecutionMode.SAME_THREAD) {
            try {
                network().expectNoCalls();
            } finally {
                network().restore();
            }
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        if (owner.equals(context.getUniqueId())) {
            end();
        }
    }

    private void begin(ExtensionContext context) {
        if (network == null) {
            network = TestNetwork.start(plan);
            owner = context.getUniqueId();
        }
    }

    private void end() throws InterruptedException {
        TestNetwork ending = network();
        network = null;
        owner = "";
        try {
            ending.expectNoCalls();
        } finally {
            ending.close();
        }
    }

    private TestNetwork network() {
        TestNetwork running = network;
        if (running == null) {
            throw new IllegalStateException("no test runs (expected: a field with @RegisterExtension, static where"
                    + " @BeforeAll uses it, and a call from a test or a method around it)");
        }
        return running;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return plan.offers(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return stub(parameter.getParameter().getType());
    }
}
