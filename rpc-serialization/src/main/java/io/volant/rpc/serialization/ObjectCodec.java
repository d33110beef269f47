package io.volant.rpc.serialization;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record or a bean: 1 and its members in the order of the schema, or 0 for null. */
abstract class ObjectCodec extends Codec<Object> {
    private Members members = new Members(List.of());

    ObjectCodec(Class<?> type, String text) {
        super(type, text);
    }

    /** Gives the codec its members, once, before it is used; a type may be a part of itself. */
    final void link(List<Member> members) {
        this.members = new Members(members);
    }

    @Override
    final boolean counts() {
        return true;
    }

    @Override
    final void define(Definitions definitions) {
        if (definitions.add("object", text(), members.entries())) {
            members.define(definitions);
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
        members.write(out, value);
    }

    @Override
    final @Nullable Object read(WireInput in) {
        return in.takePresent() ? readPresent(in) : null;
    }

    @Override
    final Object readPresent(WireInput in) {
        return read(in, members);
    }

    abstract Object read(WireInput in, Members members);

    /** What an exception of a user's constructor means for the bytes that led to it. */
    static Refusal fromConstructor(Class<?> type, Throwable thrown) {
        if (thrown instanceof VirtualMachineError e) {
            throw e;
        }
        return Refusal.invalid("the constructor of " + Names.local(type) + " threw "
                + thrown.getClass().getName()); // not its message, which may quote the value
    }
}
