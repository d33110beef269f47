package io.volant.rpc.benchmarks.chaos;

import java.io.IOException;

/** What is done to a stage while its client calls. */
@FunctionalInterface
interface Script {
    /** Returns when it is done; leaves nothing stopped. */
    void play(Stage stage) throws InterruptedException, IOException;
}
