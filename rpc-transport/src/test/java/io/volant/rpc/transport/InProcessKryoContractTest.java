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
import io.volant.rpc.inprocess.InProcessTransport;
import io.volant.rpc.serialization.KryoSerializer;
import org.junit.jupiter.api.Nested;

/** Runs every suite without sockets, with the serializer that ships. */
class InProcessKryoContractTest {
    private interface OverInProcess extends UnderTest {
        @Override
        default Transport transport() {
            return new InProcessTransport();
        }

        @Override
        default Serializer serializer() {
            return new KryoSerializer();
        }
    }

    @Nested
    class Calls extends CallsContract implements OverInProcess {}

    @Nested
    class Signatures extends SignaturesContract implements OverInProcess {}

    @Nested
    class Errors extends ErrorsContract implements OverInProcess {}

    @Nested
    class Sizes extends SizesContract implements OverInProcess {}

    @Nested
    class Deadlines extends DeadlinesContract implements OverInProcess {}

    @Nested
    class Timelines extends TimelinesContract implements OverInProcess {}

    @Nested
    class Cancellation extends CancellationContract implements OverInProcess {}

    @Nested
    class Workers extends WorkersContract implements OverInProcess {}

    @Nested
    class Metadata extends MetadataContract implements OverInProcess {}

    @Nested
    class Interceptors extends InterceptorsContract implements OverInProcess {}

    @Nested
    class Compatibility extends CompatibilityContract implements OverInProcess {}

    @Nested
    class Connecting extends ConnectingContract implements OverInProcess {}

    @Nested
    class Continuations extends ContinuationsContract implements OverInProcess {}

    @Nested
    class Stats extends StatsContract implements OverInProcess {}

    @Nested
    class BrokenCode extends BrokenCodeContract implements OverInProcess {}

    @Nested
    class States extends StatesContract implements OverInProcess {}

    @Nested
    class Priorities extends PrioritiesContract implements OverInProcess {}

    @Nested
    class Bulkheads extends BulkheadsContract implements OverInProcess {}

    @Nested
    class Flight extends FlightContract implements OverInProcess {}

    @Nested
    class Health extends HealthContract implements OverInProcess {}

    @Nested
    class Logging extends LoggingContract implements OverInProcess {}

    @Nested
    class Lifecycle extends LifecycleContract implements OverInProcess {}

    @Nested
    class Announcements extends AnnouncementContract implements OverInProcess {}

    @Nested
    class Handover extends HandoverContract implements OverInProcess {}

    @Nested
    class Concurrency extends ConcurrencyContract implements OverInProcess {}

    @Nested
    class Connections extends ConnectionsContract implements OverInProcess {}

    @Nested
    class SeveralConnections extends SeveralConnectionsContract implements OverInProcess {}

    @Nested
    class BytesInFlight extends BytesInFlightContract implements OverInProcess {}
}
