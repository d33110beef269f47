package io.volant.rpc.serialization;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A record or a bean: 1 and its members in the order of the schema, or 0 for null. */
abstract class ObjectCodec extends Codec<Object> {
    private Member[] members = {};
    private int counted;

    ObjectCodec(Class<?> type, String text) {
        super(type, text);
    }

    /** Gives the codec its members, once, before it is used; a type may be a part of itself. */
    final void link(List<Member> members) {
        this.members = members.toArray(new Member[0]);
        this.counted = (int) members.stream().filter(m -> m.codec().counts()).count();
    }

    final Member[] members() {
        return members;
    }

    @Override
    final boolean counts() {
        return true;
    }

    @Override
    final void define(Definitions definitions) {
        String body = Arrays.stream(members)
                .map(m -> m.name() + ":" + m.codec().text())
                .collect(Collectors.joining(", "));
        if (definitions.add("object", text(), body)) {
            for (Member member : members) {
                member.codec().define(definitions);
            }
        }
    }

    @Override
    final void write(WireOutput out, @Nullable Object value) {
        if (value == null) {
            out.putByte(0);
            return;
        }
        if (value.getClass() != type()) {
            throw Names.unexpected(value, type());
        }
        out.putByte(1);
        writePresent(out, value);
    }

    @Override
    final void writePresent(WireOutput out, Object value) {
        out.enter();
        out.charge(counted);
        int i = 0;
        try {
            for (; i < members.length; i++) {
                members[i].write(out, value);
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

    @Override
    final @Nullable Object read(WireInput in) {
        return in.takePresent() ? readPresent(in) : null;
    }

    @Override
    final Object readPresent(WireInput in) {
        in.enter();
        in.charge(counted);
        Object value = readMembers(in);
        in.leave();
        return value;
    }

    abstract Object readMembers(WireInput in);

    /** What an exception of a user's constructor means for the bytes that led to it. */
    static Refusal fromConstructor(Class<?> type, Throwable thrown) {
        if (thrown instanceof VirtualMachineError e) {
            throw e;
        }
        return Refusal.invalid("the constructor of " + Names.local(type) + " threw "
                + thrown.getClass().getName()); // not its message, which may quote the value
    }
}
