package io.volant.rpc.transport;

/**
 * The peer broke the protocol: the connection must close.
 *
 * <p>Its message is the text of the GOAWAY that says so. Carries no stack trace: a hostile peer
 * causes it at will.
 */
final class ProtocolFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Rule rule;

    ProtocolFault(Rule rule, String detail) {
        super(rule.id() + ": " + detail, null, false, false);
        this.rule = rule;
    }

    /** What was wrong, without the id of the rule. */
    String detail() {
        return String.valueOf(getMessage()).substring(rule.id().length() + 2);
    }

    /** The rule of the specification that was broken. */
    Rule rule() {
        return rule;
    }
}
