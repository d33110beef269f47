package io.volant.rpc.benchmarks.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tries a fault: with protection, and without; again where it failed while the machine was busy with something else. */
final class Trial {
    private static final int MOST_TIMES = 3;

    private final Fault fault;
    private final Plan plan;

    Trial(Fault fault, Plan plan) {
        this.fault = fault;
        this.plan = plan;
    }

    Tried run() throws IOException, InterruptedException {
        List<String> before = new ArrayList<>();
        Tried tried = once(before);
        while (tried.isDisturbed() && tried.times() < MOST_TIMES) {
            before.add(String.join(", ", tried.failures()) + ", while "
                    + tried.disturbance().text());
            tried = once(before);
        }
        return tried;
    }

    private Tried once(List<String> before) throws IOException, InterruptedException {
        Rig rig = fault.rig();
        Figures with;
        Map<String, Object> evidence;
        Disturbance disturbance;
        try (Stage stage = Stage.set(rig, fault.always(), rig.pace(plan.seconds()), plan.seed())) {
            with = stage.play(fault.script());
            evidence = stage.evidence();
            disturbance = stage.disturbance();
        }
        Settings bare = fault.always().with(fault.without());
        try (Stage stage = Stage.set(rig, bare, rig.controlPace(plan.controlSeconds()), plan.seed())) {
            Figures without = stage.play(fault.script());
            return new Tried(fault, plan.seed(), with, without, evidence, disturbance.and(stage.disturbance()), before);
        }
    }
}
