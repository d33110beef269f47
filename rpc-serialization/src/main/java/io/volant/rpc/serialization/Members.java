package io.volant.rpc.serialization;

import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The components of a record, or the fields of a bean or an exception, in the order of the schema.
 *
 * <p>They are written and read one by one until they were a number of times, and then through one handle of {@link MemberHandles}, as
 * soon as it is there; but what a constructor of a class or an exception takes is always read one by one.
 */
final class Members {
    private static final int USES_BEFORE_JOINED = 2_000;
    private static final int MOST_JOINED = 64;

    private final String owner;
    private final Member[] members;
    private final int counted;
    private int writes; // about so many, for threads do not agree on them; the same below
    private int reads;
    private volatile @Nullable MethodHandle writer;
    private volatile @Nullable MethodHandle setter;
    private volatile @Nullable MethodHandle creator;

    /** @param owner the type in the schema that has these members */
    Members(String owner, List<Member> members) {
        this.owner = owner;
        this.members = members.toArray(new Member[0]);
        this.counted = (int) members.stream().filter(m -> m.codec().counts()).count();
    }

    /** The entries of the definition in the schema: {@code name:type, name:type}. */
    String entries() {
        return Arrays.stream(members)
                .map(m -> m.name() + ":" + m.codec().text())
                .collect(Collectors.joining(", "));
    }

    boolean isEmpty() {
        return members.length == 0;
    }

    void define(Definitions definitions) {
        for (Member member : members) {
            member.codec().define(definitions);
        }
    }

    void write(WireOutput out, Object owner) {
        out.enter();
        out.charge(counted);
        MethodHandle joined = writer;
        if (joined == null && writes < USES_BEFORE_JOINED && ++writes == USES_BEFORE_JOINED) {
            joinLater(() -> writer = MemberHandles.writer(members));
        }
        int outer = out.member();
        try {
            if (joined != null) {
                joined.invokeExact(out, owner);
            } else {
                for (int i = 0; i < members.length; i++) {
                    out.member(i);
                    members[i].write(out, owner);
                }
            }
        } catch (Throwable e) {
            Member failed = at(out.member());
            out.member(outer);
            throw failed.refusal(unchecked(e), owner).in("." + failed.name());
        }
        out.member(outer);
        out.leave();
    }

    /** Reads the values alone, for a constructor. */
    @Nullable
    Object[] read(WireInput in) {
        in.enter();
        in.charge(counted);
        Object[] values = new Object[members.length];
        int outer = in.member();
        try {
            for (int i = 0; i < members.length; i++) {
                in.member(i);
                values[i] = members[i].read(in);
            }
        } catch (Throwable e) {
            throw failed(e, in, outer);
        }
        in.member(outer);
        in.leave();
        return values;
    }

    /** Reads the values into the fields of their owner. */
    void read(WireInput in, Object owner) {
        in.enter();
        in.charge(counted);
        MethodHandle joined = setter;
        if (joined == null && mayCountRead()) {
            joinLater(() -> setter = MemberHandles.setter(members));
        }
        int outer = in.member();
        try {
            if (joined != null) {
                joined.invokeExact(in, owner);
            } else {
                for (int i = 0; i < members.length; i++) {
                    in.member(i);
                    members[i].read(in, owner);
                }
            }
        } catch (Throwable e) {
            throw failed(e, in, outer);
        }
        in.member(outer);
        in.leave();
    }

    /**
     * Reads the values and makes their owner of them, when that was asked for often enough; null for not yet.
     *
     * @param constructor takes the values in their order
     */
    @Nullable
    Object create(WireInput in, Class<?> type, MethodHandle constructor) {
        MethodHandle joined = creator;
        if (joined == null) {
            if (mayCountRead()) {
                joinLater(() -> creator = MemberHandles.creator(members, constructor));
            }
            return null;
        }
        in.enter();
        in.charge(counted);
        int outer = in.member();
        Object owner;
        try {
            owner = (Object) joined.invokeExact(in);
        } catch (Throwable e) {
            if (in.member() == members.length) {
                in.member(outer);
                throw ObjectCodec.fromConstructor(type, e);
            }
            throw failed(e, in, outer);
        }
        in.member(outer);
        in.leave();
        return owner;
    }

    private boolean mayCountRead() {
        return reads < USES_BEFORE_JOINED && ++reads == USES_BEFORE_JOINED;
    }

    /** The failure of the member whose number {@code in} has, which gets the outer one again, whatever it was that failed. */
    private Refusal failed(Throwable e, WireInput in, int outer) {
        Member failed = at(in.member());
        in.member(outer);
        return Refusal.of(unchecked(e)).in("." + failed.name());
    }

    private Member at(int number) {
        return members[Math.min(number, members.length - 1)];
    }

    /** Code of users that a codec calls, such as an iterator, may throw anything. */
    private static RuntimeException unchecked(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException failure
                ? failure
                : new IllegalStateException("a member cannot fail so", e);
    }

    /** Not those of a type that is a part of itself: a handle takes more of the stack, and such a type as much as a message wants. */
    private void joinLater(Runnable joining) {
        if (isEmpty() || members.length > MOST_JOINED) {
            return;
        }
        Joining.later(owner, () -> {
            Definitions parts = new Definitions();
            define(parts);
            if (!parts.has(owner)) {
                joining.run();
            }
        });
    }
}
