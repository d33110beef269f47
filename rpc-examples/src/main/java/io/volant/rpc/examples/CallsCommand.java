package io.volant.rpc.examples;

import io.volant.rpc.examples.calls.CallsExample;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code example calls}. */
@Command(
        name = "calls",
        description = "Twelve ways in which a call can go, from blocking to overload, and one call as bytes.")
final class CallsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        return CallsExample.run(spec.commandLine().getOut()) ? 0 : 1;
    }
}
