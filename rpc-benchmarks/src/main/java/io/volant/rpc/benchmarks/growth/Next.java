package io.volant.rpc.benchmarks.growth;

/** What all generated services do: tell the next number. Public for them alone. */
public interface Next {
    int next(int number);
}
