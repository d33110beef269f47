package io.volant.rpc.transport;

import io.volant.rpc.Serializer;
import io.volant.rpc.Transport;
import io.volant.rpc.contract.AnnouncementContract;
import io.volant.rpc.contract.BrokenCodeContract;
import io.volant.rpc.contract.BulkheadsContract;
import io.volant.rpc.contract.BytesInFlightContract;
import io.volant.rpc.contract.CallsContract;
import io.volant.rpc.contract.CancellationContract;
import io.volant.rpc.contract.CompatibilityContract;
import io.volant.rpc.contract.ConcurrencyContract;
import io.volant.rpc.contract.ConnectingContract;
import io.volant.rpc.contract.ConnectionsContract;
import io.volant.rpc.contract.ContinuationsContract;
import io.volant.rpc.contract.DeadlinesContract;
import io.volant.rpc.contract.ErrorsContract;
import io.volant.rpc.contract.FlightContract;
import io.volant.rpc.contract.HandoverContract;
import io.volant.rpc.contract.HealthContract;
import io.volant.rpc.contract.InterceptorsContract;
import io.volant.rpc.contract.LifecycleContract;
import io.volant.rpc.contract.LoggingContract;
import io.volant.rpc.contract.MetadataContract;
import io.volant.rpc.contract.PrioritiesContract;
import io.volant.rpc.contract.SeveralConnectionsContract;
import io.volant.rpc.contract.SignaturesContract;
import io.volant.rpc.contract.SizesContract;
import io.volant.rpc.contract.StatesContract;
import io.volant.rpc.contract.StatsContract;
import io.volant.rpc.contract.TimelinesContract;
import io.volant.rpc.contract.UnderTest;
import io.volant.rpc.contract.WorkersContract;
import io.volant.rpc.serialization.KryoSerializer;
import org.junit.jupiter.api.Nested;

/** Runs every suite over TCP, with the serializer that ships. */
class NettyContractTest {
    interface OverTcp extends UnderTest {
        @Override
        default Transport transport() {
            return new NettyTransport();
        }

        @Override
        default Serializer serializer() {
            return new KryoSerializer();
        }
    }

    @Nested
    class Calls extends CallsContract implements OverTcp {}

    @Nested
    class Cancellation extends CancellationContract implements OverTcp {}

    @Nested
    class Compatibility extends CompatibilityContract implements OverTcp {}

    @Nested
    class Concurrency extends ConcurrencyContract implements OverTcp {}

    @Nested
    class Connecting extends ConnectingContract implements OverTcp {}

    @Nested
    class Continuations extends ContinuationsContract implements OverTcp {}

    @Nested
    class Deadlines extends DeadlinesContract implements OverTcp {}

    @Nested
    class Timelines extends TimelinesContract implements OverTcp {}

    @Nested
    class Errors extends ErrorsContract implements OverTcp {}

    @Nested
    class Interceptors extends InterceptorsContract implements OverTcp {}

    @Nested
    class Stats extends StatsContract implements OverTcp {}

    @Nested
    class BrokenCode extends BrokenCodeContract implements OverTcp {}

    @Nested
    class States extends StatesContract implements OverTcp {}

    @Nested
    class Priorities extends PrioritiesContract implements OverTcp {}

    @Nested
    class Bulkheads extends BulkheadsContract implements OverTcp {}

    @Nested
    class Flight extends FlightContract implements OverTcp {}

    @Nested
    class Health extends HealthContract implements OverTcp {}

    @Nested
    class Logging extends LoggingContract implements OverTcp {}

    @Nested
    class Lifecycle extends LifecycleContract implements OverTcp {}

    @Nested
    class Announcements extends AnnouncementContract implements OverTcp {}

    @Nested
    class Handover extends HandoverContract implements OverTcp {}

    @Nested
    class Metadata extends MetadataContract implements OverTcp {}

    @Nested
    class Signatures extends SignaturesContract implements OverTcp {}

    @Nested
    class Sizes extends SizesContract implements OverTcp {}

    @Nested
    class Workers extends WorkersContract implements OverTcp {}

    @Nested
    class Connections extends ConnectionsContract implements OverTcp {}

    @Nested
    class SeveralConnections extends SeveralConnectionsContract implements OverTcp {}

    @Nested
    class BytesInFlight extends BytesInFlightContract implements OverTcp {}
}
