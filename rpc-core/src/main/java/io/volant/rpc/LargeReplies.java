package io.volant.rpc;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Which methods had a large reply among their last {@value #REMEMBERED}: what they are going to answer nobody knows, but what
 * they answered. Thread-safe; a look costs one volatile read while no method has large replies.
 */
final class LargeReplies {
    static final int REMEMBERED = 16;

    private final int large;
    private volatile Map<MethodDescriptor, AtomicInteger> smallOnesSince = Map.of(); // replaced whole, under this

    /** @param large from so many bytes on a reply is large */
    LargeReplies(int large) {
        this.large = large;
    }

    /** Whether replies of the method are to be expected large. */
    boolean expected(MethodDescriptor method) {
        Map<MethodDescriptor, AtomicInteger> known = smallOnesSince;
        return !known.isEmpty() && known.containsKey(method);
    }

    /** A reply of so many bytes begins to come. */
    void onReply(Request request, int bytes) {
        MethodDescriptor method = request.method();
        AtomicInteger smallOnes = smallOnesSince.get(method);
        if (bytes >= large) {
            if (smallOnes == null) {
                remember(method);
            } else {
                smallOnes.set(0);
            }
        } else if (smallOnes != null && smallOnes.incrementAndGet() >= REMEMBERED) {
            forget(method);
        }
    }

    /** A call of a method whose replies were expected large has ended. */
    void onEnd(Request request, Response response) {
        if (response.isSuccess()) {
            onReply(request, response.hasPayload() ? response.payload().length() : 0);
        }
    }

    private synchronized void remember(MethodDescriptor method) {
        Map<MethodDescriptor, AtomicInteger> more = new HashMap<>(smallOnesSince);
        more.putIfAbsent(method, new AtomicInteger());
        smallOnesSince = Map.copyOf(more);
    }

    private synchronized void forget(MethodDescriptor method) {
        Map<MethodDescriptor, AtomicInteger> less = new HashMap<>(smallOnesSince);
        less.remove(method);
        smallOnesSince = Map.copyOf(less);
    }
}
