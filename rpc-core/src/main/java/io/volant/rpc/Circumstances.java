package io.volant.rpc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this side knows of a call that failed, beside the failure. Immutable.
 *
 * @param timeline where its time went; null until its stub has ended it
 * @param load of its server, as it was said before the call's time ran out; null when that is not known, or not the matter
 * @param earlier how the attempts before the last one failed
 * @param serviceMissing whether the server offers other services than that of the call
 */
record Circumstances(
        @Nullable CallTimeline timeline, @Nullable ServerLoad load, List<Failure> earlier, boolean serviceMissing) {
    static final Circumstances NONE = new Circumstances(null, null, List.of(), false);

    Circumstances {
        earlier = List.copyOf(earlier);
    }

    Circumstances with(CallTimeline timeline) {
        return new Circumstances(timeline, load, earlier, serviceMissing);
    }

    Circumstances with(ServerLoad load) {
        return new Circumstances(timeline, load, earlier, serviceMissing);
    }

    Circumstances with(List<Failure> earlier) {
        return new Circumstances(timeline, load, earlier, serviceMissing);
    }

    Circumstances withServiceMissing() {
        return new Circumstances(timeline, load, earlier, true);
    }

    /** A call whose time ran out, which says below its message where that went. */
    String explained(Failure failure) {
        if (timeline == null || timeline.phases().isEmpty()) {
            return failure.toString();
        }
        return failure + "\n" + timeline.clause() + (load == null ? "" : "; " + load);
    }
}
