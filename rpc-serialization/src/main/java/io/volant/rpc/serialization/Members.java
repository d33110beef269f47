package io.volant.rpc.serialization;

import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The components of a record, or the fields of a bean or an exception, in the order of the schema.
 *
 * <p>They are written and read one by one until they were a number of times, and then through one handle of {@link MemberHandles}, as
 * soon as it is there.
 */
final class Members {
    private static final Logger log = LoggerFactory.getLogger(Members.class);
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
        if (joined == null && ++writes == USES_BEFORE_JOINED) {
            join(() -> writer = MemberHandles.writer(members));
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
        } catch (RuntimeException e) {
            Member failed = members[out.member()];
            out.member(outer);
            throw failed.refusal(e, owner).in("." + failed.name());
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a field cannot fail to be read", e);
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
        } catch (RuntimeException e) {
            throw refusal(e, in, outer);
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
        if (joined == null && ++reads == USES_BEFORE_JOINED) {
            join(() -> setter = MemberHandles.setter(members));
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
        } catch (RuntimeException e) {
            throw refusal(e, in, outer);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a field cannot fail to be set", e);
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
            if (++reads == USES_BEFORE_JOINED) {
                join(() -> creator = MemberHandles.creator(members, constructor));
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
            if (e instanceof RuntimeException failure) {
                throw refusal(failure, in, outer);
            }
            if (e instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("a value cannot fail to be passed", e);
        }
        in.member(outer);
        in.leave();
        return owner;
    }

    private Refusal refusal(RuntimeException e, WireInput in, int outer) {
        Member failed = members[in.member()];
        in.member(outer);
        return Refusal.of(e).in("." + failed.name());
    }

    /** On a thread of its own: it takes milliseconds, and more of a stack than the current thread may have left. */
    private void join(Runnable joining) {
        Runnable guarded = () -> {
            try {
                if (mayBeJoined()) {
                    joining.run();
                }
            } catch (Throwable e) {
                log.warn("event=members_not_joined type={}", owner, e); // one by one is slower, and as good
            }
        };
        try {
            Thread thread = new Thread(null, guarded, "volant-codecs", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(Members.class.getClassLoader());
            thread.start();
        } catch (Throwable e) {
            log.warn("event=members_not_joined type={}", owner, e);
        }
    }

    /** Not those of a type that is a part of itself: a handle takes more of the stack, and such a type as much as a message wants. */
    private boolean mayBeJoined() {
        if (isEmpty() || members.length > MOST_JOINED) {
            return false;
        }
        Definitions parts = new Definitions();
        define(parts);
        return !parts.has(owner);
    }
}
