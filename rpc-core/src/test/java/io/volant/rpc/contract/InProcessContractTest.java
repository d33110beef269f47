package io.volant.rpc.contract;

import io.volant.rpc.Serializer;
import io.volant.rpc.Transport;
import io.volant.rpc.inprocess.InProcessTransport;
import org.junit.jupiter.api.Nested;

/** Runs every suite over the in-process transport. */
class InProcessContractTest {
    private interface OverInProcess extends UnderTest {
        @Override
        default Transport transport() {
            return new InProcessTransport();
        }

        @Override
        default Serializer serializer() {
            return new PlainSerializer();
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
