package io.volant.rpc;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Counts the users of the default runtime: the first creates it, the last closes it. */
final class SharedRuntime {
    private @Nullable VolantRuntime current; // guarded by this, as users
    private int users;

    synchronized VolantRuntime.Lease lease() {
        if (current == null) {
            current = VolantRuntime.create();
        }
        users++;
        return new Share(this, current);
    }

    private void giveBack(VolantRuntime runtime) {
        synchronized (this) {
            users--;
            if (users > 0) {
                return;
            }
            current = null;
        }
        runtime.close(); // outside: what is closed may itself wait for somebody who takes a lease
    }

    /** A share in a runtime that somebody else made, and closes. */
    record OwnedElsewhere(VolantRuntime runtime) implements VolantRuntime.Lease {
        @Override
        public void close() {
            // whoever created the runtime closes it
        }
    }

    private record Share(SharedRuntime owner, VolantRuntime runtime, AtomicBoolean closed)
            implements VolantRuntime.Lease {
        Share(SharedRuntime owner, VolantRuntime runtime) {
            this(owner, runtime, new AtomicBoolean());
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                owner.giveBack(runtime);
            }
        }
    }
}
