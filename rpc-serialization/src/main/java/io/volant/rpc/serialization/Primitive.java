package io.volant.rpc.serialization;

import java.util.Arrays;
import java.util.Optional;

/** The primitive types and how each stands on the wire. */
enum Primitive {
    BOOLEAN(boolean.class, Boolean.class),
    BYTE(byte.class, Byte.class),
    SHORT(short.class, Short.class),
    CHAR(char.class, Character.class),
    INT(int.class, Integer.class),
    LONG(long.class, Long.class),
    FLOAT(float.class, Float.class),
    DOUBLE(double.class, Double.class);

    private final Class<?> type;
    private final Class<?> box;

    Primitive(Class<?> type, Class<?> box) {
        this.type = type;
        this.box = box;
    }

    static Optional<Primitive> of(Class<?> type) {
        return Arrays.stream(values()).filter(p -> p.type == type).findFirst();
    }

    static Optional<Primitive> ofBox(Class<?> box) {
        return Arrays.stream(values()).filter(p -> p.box == box).findFirst();
    }

    Class<?> type() {
        return type;
    }

    Class<?> box() {
        return box;
    }

    void put(WireOutput out, Object value) {
        switch (this) {
            case BOOLEAN -> out.putBoolean((Boolean) value);
            case BYTE -> out.putByte((Byte) value);
            case SHORT -> out.putInt((Short) value);
            case CHAR -> out.putVarint((Character) value);
            case INT -> out.putInt((Integer) value);
            case LONG -> out.putLong((Long) value);
            case FLOAT -> out.putFloat((Float) value);
            case DOUBLE -> out.putDouble((Double) value);
        }
    }

    Object take(WireInput in) {
        return switch (this) {
            case BOOLEAN -> in.takeBoolean();
            case BYTE -> in.takeByte();
            case SHORT -> takeShort(in);
            case CHAR -> takeChar(in);
            case INT -> in.takeInt();
            case LONG -> in.takeLong();
            case FLOAT -> in.takeFloat();
            case DOUBLE -> in.takeDouble();
        };
    }

    static short takeShort(WireInput in) {
        return (short) in.takeInt("short", Short.MIN_VALUE, Short.MAX_VALUE);
    }

    static char takeChar(WireInput in) {
        int value = in.takeVarint();
        if (value >>> 16 != 0) {
            throw Refusal.invalid("char: " + Integer.toUnsignedString(value) + " (expected: 0..65535)");
        }
        return (char) value;
    }
}
