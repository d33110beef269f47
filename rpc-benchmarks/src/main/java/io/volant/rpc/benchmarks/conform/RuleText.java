package io.volant.rpc.benchmarks.conform;

/**
 * A row of the table of rules in docs/protocol.md.
 *
 * @param id such as {@code P-FRM-3}
 * @param section where the rule stands, such as {@code 3.4}
 * @param who whose conduct the rule decides: {@code server}, {@code client} or {@code both}
 * @param sentence the rule in short
 */
record RuleText(String id, String section, String who, String sentence) {
    /** Whether a server can be seen to keep or break it. */
    boolean concernsServers() {
        return !who.equals("client");
    }
}
