package io.volant.rpc;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A call that a limit of a server kept from its handler, in the flight recorder. */
@Name("io.volant.Refusal")
@Label("Refusal")
@Category("Volant")
@Description("A server refused a call")
@StackTrace(false)
final class RefusalEvent extends Event {
    static final RefusalEvent PROBE = new RefusalEvent();

    @Label("By")
    @Description("workers, or connection when it was refused before it reached a service")
    String by = "";

    @Label("Status")
    String status = "";

    @Label("Priority")
    @Description("Of the call; empty when it was refused before that was looked at")
    String priority = "";
}
