package io.volant.rpc.examples.calls;

import io.volant.rpc.examples.console.Output;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Tries twelve ways in which a call can go, one after the other, and shows one call as bytes and as a time line. */
public final class CallsExample {
    private static final String MISSION =
            "parameters are serialized, sent, parsed, executed on the server, the result returned";

    static final List<Behaviour> BEHAVIOURS = List.of(
            new Behaviour("blocking", Exchanges::blocking),
            new Behaviour("asynchronous", Exchanges::asynchronous),
            new Behaviour("one-way", Exchanges::oneWay),
            new Behaviour("declared exception", Failures::declared),
            new Behaviour("undeclared exception", Failures::undeclared),
            new Behaviour("deadline", Endings::deadline),
            new Behaviour("cancellation", Endings::cancellation),
            new Behaviour("interruption", Endings::interruption),
            new Behaviour("nested deadline", Endings::nestedDeadline),
            new Behaviour("metadata both ways", Exchanges::metadata),
            new Behaviour("overload", Failures::overload),
            new Behaviour("default method", Exchanges::defaultMethod));

    private CallsExample() {}

    public static void main(String[] args) throws Exception {
        System.exit(run(Output.on(System.out)) ? 0 : 1);
    }

    public static boolean run(PrintWriter out) throws Exception {
        out.println("mission: " + MISSION);
        out.println();
        try (Stage stage = new Stage()) {
            List<String> failed = tryAll(BEHAVIOURS, stage, out);
            out.println();
            WireView.print(stage.address(), out);
            out.println();
            int all = BEHAVIOURS.size();
            out.println(
                    failed.isEmpty()
                            ? "calls: OK " + all + " of " + all + " behaviours"
                            : "calls: FAILED " + failed.size() + " of " + all + " behaviours: "
                                    + String.join(", ", failed));
            return failed.isEmpty();
        }
    }

    /** Returns the names of those that did not go as they should. */
    static List<String> tryAll(List<Behaviour> behaviours, Stage stage, PrintWriter out) {
        List<String> failed = new ArrayList<>();
        for (Behaviour behaviour : behaviours) {
            String seen;
            try {
                seen = behaviour.trial().run(stage);
            } catch (Exception e) {
                failed.add(behaviour.name());
                seen = "FAILED: " + e;
            }
            out.printf("%-21s %s%n", behaviour.name(), seen);
        }
        return failed;
    }
}
