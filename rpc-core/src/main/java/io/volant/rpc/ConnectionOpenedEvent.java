package io.volant.rpc;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A connection that can be used, in the flight recorder. */
@Name("io.volant.ConnectionOpened")
@Label("Connection Opened")
@Category("Volant")
@Description("A connection can be used")
@StackTrace(false)
final class ConnectionOpenedEvent extends Event {
    static final ConnectionOpenedEvent PROBE = new ConnectionOpenedEvent();

    @Label("Side")
    @Description("client or server")
    String side = "";

    @Label("Peer")
    String peer = "";
}
