package io.volant.rpc.benchmarks.soak;

import io.volant.rpc.benchmarks.report.Results;
import io.volant.rpc.benchmarks.system.ServerSpec;
import io.volant.rpc.examples.user.ComputedUsers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code soak}: whether a server and its clients hold in the long run what they hold at first. */
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "A server in a JVM of its own, with a heap of 192 MB, and clients of all kinds",
            "at once: good ones, slow ones, dying ones (whole JVMs killed among them) and",
            "hostile ones. After every cycle all but the good ones leave, and both JVMs are",
            "measured after a collection of their garbage.",
            "",
            "It fails when heap, direct memory, threads or descriptors have grown: when the",
            "median in the last third of the cycles exceeds that in the first third, behind",
            "the warm-up, by more than allowed (heap 6 MB, buffers in use 256 KB, pooled",
            "direct memory 16 MB, threads 3, descriptors 4); when a quiet moment finds a",
            "connection, a running call or a lost buffer; and when a call of a good client",
            "fails, is answered wrong, or never ends. A large call that the server refuses,",
            "not executed, because messages under way hold all its room is tried again; more",
            "than one such refusal in 100 calls fails. Latencies are printed, not judged.",
            "",
            "The last line is \"soak: OK minutes=N calls=N refused=N errors=0 ...\";",
            "otherwise a line \"soak: FAILED ...\" for each reason. Exit status: 0; 1 when it",
            "failed; 2 when the arguments are wrong.",
            ""
        })
public final class SoakCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "10 unless given; from 0.7 on, the figures say something.")
    private double minutes = 10;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Repeats what the clients choose; random, and printed, unless given.")
    private @Nullable Long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes all figures there too.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Plan plan = plan();
        Results.checkWritable(json);
        print(out, plan.describe());
        SoakReport report = new Soak(plan)
                .run(
                        told -> print(out, told + "\n\n" + CycleTable.head()),
                        cycle -> print(out, CycleTable.lines(cycle)));
        print(out, "\n" + report.summary());
        if (json != null) {
            Files.writeString(json, report.toJson());
        }
        return report.ok() ? 0 : 1;
    }

    private Plan plan() {
        String users = System.getProperty(ServerSpec.USERS_PROPERTY, ComputedUsers.class.getName());
        try {
            return new Plan(minutes, seed == null ? new Random().nextInt(1_000_000) : seed, users);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static void print(PrintWriter out, String text) {
        out.println(text);
        out.flush();
    }
}
