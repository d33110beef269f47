package io.volant.rpc.testing;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A script of faults by the dice: which line, when, what, and for how long. Confined to the thread of the simulation. */
final class Misfortunes {
    private static final byte[] NOTHING = {};
    private static final int MOST_PER_LINE = 4;

    private final SimulatedWorld world;
    private final SplittableRandom random;
    private final long withinNanos;

    Misfortunes(SimulatedWorld world, SplittableRandom random, Duration within) {
        this.world = world;
        this.random = random;
        this.withinNanos = within.toNanos();
    }

    private enum Kind {
        SLOW,
        CUT,
        CUT_ONE_WAY,
        HELD,
        RESET,
        REFUSED,
        DAMAGED,
        DUPLICATED,
        TRUNCATED
    }

    /** Something happens to each of the lines, or nothing; at the end all are good. */
    void plan(List<SimulatedLink> links) {
        for (SimulatedLink link : links) {
            for (int i = random.nextInt(MOST_PER_LINE + 1); i > 0; i--) {
                plan(link);
            }
            world.time().schedule(link::heal, withinNanos, TimeUnit.NANOSECONDS);
        }
    }

    private void plan(SimulatedLink link) {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        Direction direction = random.nextBoolean() ? Direction.TO_SERVER : Direction.TO_CLIENT;
        Consumer<SimulatedLink> fault = fault(kind, direction);
        long begin = random.nextLong(withinNanos);
        long end = begin + random.nextLong(withinNanos - begin);
        later(begin, () -> {
            world.note(link + ": " + kind + " " + direction, NOTHING);
            fault.accept(link);
        });
        later(end, () -> {
            world.note(link + ": healed of " + kind, NOTHING);
            link.heal();
        });
    }

    private void later(long nanos, Runnable task) {
        world.time().schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    private Consumer<SimulatedLink> fault(Kind kind, Direction direction) {
        LinkFaults good = SimulatedLink.GOOD;
        return switch (kind) {
            case SLOW -> {
                Duration delay = Duration.ofMillis(random.nextInt(1, 200));
                yield link -> link.apply(direction, good.withDelay(delay).withJitter(delay));
            }
            case CUT -> SimulatedLink::cut;
            case CUT_ONE_WAY -> link -> link.cut(direction);
            case HELD -> link -> link.apply(direction, good.withFlow(LinkFaults.Flow.HOLD));
            case RESET -> SimulatedLink::reset;
            case REFUSED ->
                link -> {
                    link.refuse();
                    link.reset();
                };
            case DAMAGED -> link -> link.apply(direction, good.withDamage(0.005));
            case DUPLICATED -> link -> link.apply(direction, good.withDuplication(0.005));
            case TRUNCATED -> {
                long after = random.nextLong(400);
                yield link -> link.apply(direction, good.withTruncateAfter(after));
            }
        };
    }
}
