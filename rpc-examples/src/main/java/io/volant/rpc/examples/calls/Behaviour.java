package io.volant.rpc.examples.calls;

/** One way in which a call can go. */
record Behaviour(String name, Trial trial) {
    /** Makes such a call; returns what was seen, and throws when that is not what should be. */
    @FunctionalInterface
    interface Trial {
        String run(Stage stage) throws Exception;
    }
}
