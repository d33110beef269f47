package io.volant.rpc;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A connection that has ended, in the flight recorder. */
@Name("io.volant.ConnectionClosed")
@Label("Connection Closed")
@Category("Volant")
@Description("A connection has ended")
@StackTrace(false)
final class ConnectionClosedEvent extends Event {
    static final ConnectionClosedEvent PROBE = new ConnectionClosedEvent();

    @Label("Side")
    @Description("client or server")
    String side = "";

    @Label("Peer")
    String peer = "";

    @Label("Reason")
    String reason = "";
}
