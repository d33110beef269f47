package io.volant.rpc.transport;

import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcClientBuilder;
import io.volant.rpc.VolantRuntime;
import io.volant.rpc.contract.BrokenCodeContract;
import io.volant.rpc.contract.CallsContract;
import io.volant.rpc.contract.CancellationContract;
import io.volant.rpc.contract.ConcurrencyContract;
import io.volant.rpc.contract.ConnectingContract;
import io.volant.rpc.contract.ContinuationsContract;
import io.volant.rpc.contract.DeadlinesContract;
import io.volant.rpc.contract.ErrorsContract;
import io.volant.rpc.contract.HandoverContract;
import io.volant.rpc.contract.InterceptorsContract;
import io.volant.rpc.contract.SeveralConnectionsContract;
import io.volant.rpc.contract.SizesContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** Runs the suites of what a client's calls do over TCP, on a runtime whose callers drive its event loop from their second call on. */
class CallersDriveContractTest {
    private static VolantRuntime runtime;

    @BeforeAll
    static void open() {
        runtime = VolantRuntime.builder().callersDrive(2).build();
    }

    @AfterAll
    static void close() {
        runtime.close();
    }

    private interface Driven extends NettyContractTest.OverTcp {
        @Override
        default RpcClientBuilder newClient() {
            return RpcClient.builder().runtime(runtime);
        }
    }

    @Nested
    class Calls extends CallsContract implements Driven {}

    @Nested
    class Cancellation extends CancellationContract implements Driven {}

    @Nested
    class Concurrency extends ConcurrencyContract implements Driven {}

    @Nested
    class Continuations extends ContinuationsContract implements Driven {}

    @Nested
    class Deadlines extends DeadlinesContract implements Driven {}

    @Nested
    class Errors extends ErrorsContract implements Driven {}

    @Nested
    class Interceptors extends InterceptorsContract implements Driven {}

    @Nested
    class Connecting extends ConnectingContract implements Driven {}

    @Nested
    class Sizes extends SizesContract implements Driven {}

    @Nested
    class SeveralConnections extends SeveralConnectionsContract implements Driven {}

    @Nested
    class BrokenCode extends BrokenCodeContract implements Driven {}

    @Nested
    class Handover extends HandoverContract implements Driven {}
}
