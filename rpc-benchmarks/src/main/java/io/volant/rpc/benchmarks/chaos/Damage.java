package io.volant.rpc.benchmarks.chaos;

/** What the trial without protection must show, so that the fault has been one. */
@FunctionalInterface
interface Damage {
    /** More calls without an answer than with protection. */
    Damage FAILED_CALLS = (with, without) -> without.failed() > with.failed();

    /** More calls without an answer, or with a wrong one. */
    Damage ANY = (with, without) -> without.failed() + without.wrong() > with.failed() + with.wrong();

    /** There is nothing to switch off; the evidence has to do. */
    Damage NOT_SHOWN = (with, without) -> true;

    boolean shown(Figures with, Figures without);
}
