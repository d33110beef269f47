package io.volant.rpc.serialization;

import org.jspecify.annotations.Nullable;

/**
 * What {@link MemberHandles} joins, found there by name and type: one method for each primitive type and one for references. Each leaves
 * the member's number in the output or input before it begins, which tells a failure where it happened.
 */
final class MemberSteps {
    private MemberSteps() {}

    /** The members are there, and something else begins. */
    static void mark(int number, WireInput in) {
        in.member(number);
    }

    static void put(Codec<Object> codec, int number, WireOutput out, @Nullable Object value) {
        out.member(number);
        codec.write(out, value);
    }

    static void put(int number, WireOutput out, boolean value) {
        out.member(number);
        out.putBoolean(value);
    }

    static void put(int number, WireOutput out, byte value) {
        out.member(number);
        out.putByte(value);
    }

    static void put(int number, WireOutput out, short value) {
        out.member(number);
        out.putInt(value);
    }

    static void put(int number, WireOutput out, char value) {
        out.member(number);
        out.putVarint(value);
    }

    static void put(int number, WireOutput out, int value) {
        out.member(number);
        out.putInt(value);
    }

    static void put(int number, WireOutput out, long value) {
        out.member(number);
        out.putLong(value);
    }

    static void put(int number, WireOutput out, float value) {
        out.member(number);
        out.putFloat(value);
    }

    static void put(int number, WireOutput out, double value) {
        out.member(number);
        out.putDouble(value);
    }

    static @Nullable Object take(Codec<Object> codec, int number, WireInput in) {
        in.member(number);
        return codec.read(in);
    }

    static boolean takeBoolean(int number, WireInput in) {
        in.member(number);
        return in.takeBoolean();
    }

    static byte takeByte(int number, WireInput in) {
        in.member(number);
        return in.takeByte();
    }

    static short takeShort(int number, WireInput in) {
        in.member(number);
        return Primitive.takeShort(in);
    }

    static char takeCharacter(int number, WireInput in) {
        in.member(number);
        return Primitive.takeChar(in);
    }

    static int takeInteger(int number, WireInput in) {
        in.member(number);
        return in.takeInt();
    }

    static long takeLong(int number, WireInput in) {
        in.member(number);
        return in.takeLong();
    }

    static float takeFloat(int number, WireInput in) {
        in.member(number);
        return in.takeFloat();
    }

    static double takeDouble(int number, WireInput in) {
        in.member(number);
        return in.takeDouble();
    }
}
