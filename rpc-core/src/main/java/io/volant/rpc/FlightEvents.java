package io.volant.rpc;

/**
 * What goes to the flight recorder. While nobody records, or the JVM has no flight recorder, an event costs a test and no object.
 *
 * <p>Stateless; the events are named {@code io.volant.…}, and their fields only ever added to.
 */
final class FlightEvents {
    private static final boolean PRESENT = present();

    private FlightEvents() {}

    static void call(
            String side, MethodDescriptor method, Status status, Outcome outcome, long nanos, long queueNanos) {
        if (PRESENT && CallEvent.PROBE.isEnabled()) {
            CallEvent event = new CallEvent();
            event.side = side;
            event.method = method.toString();
            event.status = status.name();
            event.outcome = outcome.name();
            event.elapsed = nanos;
            event.queue = queueNanos;
            event.commit();
        }
    }

    static void opened(String side, String peer) {
        if (PRESENT && ConnectionOpenedEvent.PROBE.isEnabled()) {
            ConnectionOpenedEvent event = new ConnectionOpenedEvent();
            event.side = side;
            event.peer = peer;
            event.commit();
        }
    }

    static void closed(String side, String peer, String reason) {
        if (PRESENT && ConnectionClosedEvent.PROBE.isEnabled()) {
            ConnectionClosedEvent event = new ConnectionClosedEvent();
            event.side = side;
            event.peer = peer;
            event.reason = PeerText.oneLine(reason);
            event.commit();
        }
    }

    static void refused(String by, Status status) {
        refused(by, status.name(), "");
    }

    static void refused(String by, Status status, Priority priority) {
        refused(by, status.name(), priority.name());
    }

    private static void refused(String by, String status, String priority) {
        if (PRESENT && RefusalEvent.PROBE.isEnabled()) {
            RefusalEvent event = new RefusalEvent();
            event.by = by;
            event.status = status;
            event.priority = priority;
            event.commit();
        }
    }

    /** An image of the JDK may lack the module. */
    private static boolean present() {
        try {
            Class.forName("jdk.jfr.Event", false, FlightEvents.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
