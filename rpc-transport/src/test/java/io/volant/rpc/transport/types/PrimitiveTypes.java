package io.volant.rpc.transport.types;

import io.volant.rpc.RpcService;
import java.util.List;

/** Primitives, their boxes and arrays, and strings. */
final class PrimitiveTypes {
    private PrimitiveTypes() {}

    @RpcService
    interface Primitives {
        boolean aBoolean(boolean v);

        byte aByte(byte v);

        short aShort(short v);

        char aChar(char v);

        int anInt(int v);

        long aLong(long v);

        float aFloat(float v);

        double aDouble(double v);

        Boolean boxedBoolean(Boolean v);

        Byte boxedByte(Byte v);

        Short boxedShort(Short v);

        Character boxedChar(Character v);

        Integer boxedInt(Integer v);

        Long boxedLong(Long v);

        Float boxedFloat(Float v);

        Double boxedDouble(Double v);

        String string(String v);

        boolean[] booleans(boolean[] v);

        byte[] bytes(byte[] v);

        short[] shorts(short[] v);

        char[] chars(char[] v);

        int[] ints(int[] v);

        long[] longs(long[] v);

        float[] floats(float[] v);

        double[] doubles(double[] v);

        List<Byte> listOfBytes(List<Byte> v);
    }

    @RpcService
    interface Open {
        void number(Number v);

        void charSequence(CharSequence v);

        void comparable(Comparable<String> v);
    }

    static Family family() {
        FamilyBuilder family = new FamilyBuilder(
                "Primitives and strings",
                "A primitive has no null; everything else has. A string is any valid UTF-16.",
                Primitives.class);
        primitives(family);
        boxes(family);
        return family.travel("string", "", "Ada", "漢字 \uD83D\uDE00 \u0000")
                .travel("booleans", new boolean[0], new boolean[] {true, false})
                .travel("bytes", new byte[0], new byte[] {-128, 127})
                .travel("shorts", new short[] {Short.MIN_VALUE, Short.MAX_VALUE})
                .travel("chars", new char[] {0, '\uD800', Character.MAX_VALUE})
                .travel("ints", new int[] {Integer.MIN_VALUE, 0, Integer.MAX_VALUE})
                .travel("longs", new long[] {Long.MIN_VALUE, 0, Long.MAX_VALUE})
                .travel("floats", new float[] {Float.NaN, -0f})
                .travel("doubles", new double[] {Double.NaN, -0d})
                .travel("listOfBytes", new java.util.ArrayList<>(List.of((byte) 1, (byte) -1)))
                .note("listOfBytes", "of `Byte`, not of `Integer`")
                .refuseValue(
                        "string", "half of a surrogate pair", "\uD800", "v: a string with half of a surrogate pair")
                .open(Open.class)
                .refuse("number", "parameter 1: Number is open; name a type or list the types with @OneOf({\u2026})")
                .refuse(
                        "charSequence",
                        "parameter 1: CharSequence is open; name a type or list the types with @OneOf({\u2026})")
                .refuse(
                        "comparable",
                        "parameter 1: Comparable is open; name a type or list the types with @OneOf({\u2026})")
                .build();
    }

    private static void primitives(FamilyBuilder family) {
        family.travel("aBoolean", true, false)
                .travel("aByte", Byte.MIN_VALUE, Byte.MAX_VALUE)
                .travel("aShort", Short.MIN_VALUE, Short.MAX_VALUE)
                .travel("aChar", '\u0000', Character.MAX_VALUE)
                .travel("anInt", Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE)
                .travel("aLong", Long.MIN_VALUE, -1L, 0L, Long.MAX_VALUE)
                .travel("aFloat", Float.NaN, -0f, Float.MIN_VALUE)
                .travel("aDouble", Double.NaN, -0d, Double.MAX_VALUE);
    }

    private static void boxes(FamilyBuilder family) {
        family.travel("boxedBoolean", true, false)
                .travel("boxedByte", Byte.MIN_VALUE)
                .travel("boxedShort", Short.MAX_VALUE)
                .travel("boxedChar", 'x')
                .travel("boxedInt", Integer.MAX_VALUE)
                .travel("boxedLong", Long.MIN_VALUE)
                .travel("boxedFloat", Float.NEGATIVE_INFINITY)
                .travel("boxedDouble", Double.NaN);
    }
}
