package io.volant.rpc.benchmarks.chaos;

import java.io.IOException;
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
        Tried tried = once(1);
        while (tried.isDisturbed() && tried.times() < MOST_TIMES) {
            tried = once(tried.times() + 1);
        }
        return tried;
    }

    private Tried once(int time) throws IOException, InterruptedException {
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
            return new Tried(fault, plan.seed(), with, without, evidence, disturbance.and(stage.disturbance()), time);
        }
    }
}
