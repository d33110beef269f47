package io.volant.rpc.serialization;

import io.volant.rpc.MethodDescriptor;
import io.volant.rpc.Mistakes;

/** Reports what cannot travel, under the method that is being compiled. */
final class Problems {
    private final MethodDescriptor method;
    private final Mistakes mistakes;

    Problems(MethodDescriptor method, Mistakes mistakes) {
        this.method = method;
        this.mistakes = mistakes;
    }

    /** Adds one, such as {@code User.avatar} and {@code java.io.InputStream cannot be sent}. */
    void add(String where, String text) {
        mistakes.add(method, where + ": " + text);
    }
}
