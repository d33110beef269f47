package io.volant.rpc;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** A call that has ended, in the flight recorder. */
@Name("io.volant.Call")
@Label("Call")
@Category("Volant")
@Description("A remote call has ended")
@Enabled(false) // thousands a second: whoever records says whether that is wanted
@StackTrace(false)
final class CallEvent extends Event {
    /** Asked instead of a new event, so that nothing is made while nobody records. */
    static final CallEvent PROBE = new CallEvent();

    @Label("Side")
    @Description("client or server")
    String side = "";

    @Label("Method")
    String method = "";

    @Label("Status")
    String status = "";

    @Label("Outcome")
    @Description("What is known about the execution")
    String outcome = "";

    @Label("Elapsed")
    @Description("From the stub, or the arrival, to the end")
    @Timespan(Timespan.NANOSECONDS)
    long elapsed;

    @Label("Queue")
    @Description("Between the arrival at a server and the handler")
    @Timespan(Timespan.NANOSECONDS)
    long queue;
}
