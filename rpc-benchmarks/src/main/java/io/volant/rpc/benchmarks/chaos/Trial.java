package io.volant.rpc.benchmarks.chaos;

import java.io.IOException;
import java.util.Map;

/** Tries a fault: with protection, and without. */
final class Trial {
    private final Fault fault;
    private final Plan plan;

    Trial(Fault fault, Plan plan) {
        this.fault = fault;
        this.plan = plan;
    }

    Tried run() throws IOException, InterruptedException {
        Figures with;
        Map<String, Object> evidence;
        try (Stage stage =
                Stage.set(fault, fault.always(), Math.max(plan.seconds(), fault.leastSeconds()), plan.seed())) {
            with = stage.play(fault.script());
            evidence = stage.evidence();
        }
        try (Stage stage = Stage.set(
                fault,
                fault.always().with(fault.without()),
                Math.max(plan.controlSeconds(), fault.leastSeconds()),
                plan.seed())) {
            return new Tried(fault, plan.seed(), with, stage.play(fault.script()), evidence);
        }
    }
}
