package io.volant.rpc.serialization;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The components of a record, or the fields of a bean or an exception, in the order of the schema. */
final class Members {
    private final Member[] members;
    private final int counted;

    Members(List<Member> members) {
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
        int i = 0;
        try {
            for (; i < members.length; i++) {
                members[i].write(out, owner);
            }
        } catch (RuntimeException e) {
            throw Refusal.of(e).in("." + members[i].name());
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a field cannot fail to be read", e);
        }
        out.leave();
    }

    /** Reads the values alone, for a constructor. */
    @Nullable
    Object[] read(WireInput in) {
        in.enter();
        in.charge(counted);
        Object[] values = new Object[members.length];
        int i = 0;
        try {
            for (; i < members.length; i++) {
                values[i] = members[i].read(in);
            }
        } catch (RuntimeException e) {
            throw Refusal.of(e).in("." + members[i].name());
        }
        in.leave();
        return values;
    }

    /** Reads the values into the fields of their owner. */
    void read(WireInput in, Object owner) {
        in.enter();
        in.charge(counted);
        int i = 0;
        try {
            for (; i < members.length; i++) {
                members[i].read(in, owner);
            }
        } catch (RuntimeException e) {
            throw Refusal.of(e).in("." + members[i].name());
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a field cannot fail to be set", e);
        }
        in.leave();
    }
}
