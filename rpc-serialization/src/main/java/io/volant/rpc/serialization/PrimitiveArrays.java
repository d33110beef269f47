package io.volant.rpc.serialization;

import io.volant.rpc.serialization.PrimitiveArrayCodec.Loop;
import java.util.Map;

/** The arrays of primitive types, {@code byte[]} apart: one loop each, since Java has no generic one. */
final class PrimitiveArrays {
    private PrimitiveArrays() {}

    static Map<Class<?>, Codec<?>> codecs() {
        return Map.of(
                boolean[].class, new PrimitiveArrayCodec<>(boolean[].class, 1, new Booleans()),
                short[].class, new PrimitiveArrayCodec<>(short[].class, 1, new Shorts()),
                char[].class, new PrimitiveArrayCodec<>(char[].class, 1, new Chars()),
                int[].class, new PrimitiveArrayCodec<>(int[].class, 1, new Ints()),
                long[].class, new PrimitiveArrayCodec<>(long[].class, 1, new Longs()),
                float[].class, new PrimitiveArrayCodec<>(float[].class, 4, new Floats()),
                double[].class, new PrimitiveArrayCodec<>(double[].class, 8, new Doubles()));
    }

    private static final class Booleans implements Loop<boolean[]> {
        @Override
        public int length(boolean[] array) {
            return array.length;
        }

        @Override
        public void write(WireOutput out, boolean[] array) {
            for (boolean value : array) {
                out.putBoolean(value);
            }
        }

        @Override
        public boolean[] read(WireInput in, int length) {
            boolean[] array = new boolean[length];
            for (int i = 0; i < length; i++) {
                array[i] = in.takeBoolean();
            }
            return array;
        }
    }

    private static final class Shorts implements Loop<short[]> {
        @Override
        public int length(short[] array) {
            return array.length;
        }

        @Override
        public void write(WireOutput out, short[] array) {
            for (short value : array) {
                out.putInt(value);
            }
        }

        @Override
        public short[] read(WireInput in, int length) {
            short[] array = new short[length];
            for (int i = 0; i < length; i++) {
                array[i] = Primitive.takeShort(in);
            }
            return array;
        }
    }

    private static final class Chars implements Loop<char[]> {
        @Override
        public int length(char[] array) {
            return array.length;
        }

        @Override
        public void write(WireOutput out, char[] array) {
            for (char value : array) {
                out.putVarint(value);
            }
        }

        @Override
        public char[] read(WireInput in, int length) {
            char[] array = new char[length];
            for (int i = 0; i < length; i++) {
                array[i] = Primitive.takeChar(in);
            }
            return array;
        }
    }

    private static final class Ints implements Loop<int[]> {
        @Override
        public int length(int[] array) {
            return array.length;
        }

        @Override
        public void write(WireOutput out, int[] array) {
            for (int value : array) {
                out.putInt(value);
            }
        }

        @Override
        public int[] read(WireInput in, int length) {
            int[] array = new int[length];
            for (int i = 0; i < length; i++) {
                array[i] = in.takeInt();
            }
            return array;
        }
    }

    private static final class Longs implements Loop<long[]> {
        @Override
        public int length(long[] array) {
            return array.length;
        }

        @Override
        public void write(WireOutput out, long[] array) {
            for (long value : array) {
                out.putLong(value);
            }
        }

        @Override
        public long[] read(WireInput in, int length) {
            long[] array = new long[length];
            for (int i = 0; i < length; i++) {
                array[i] = in.takeLong();
            }
            return array;
        }
    }

    private static final class Floats implements Loop<float[]> {
        @Override
        public int length(float[] array) {
            return array.length;
        }

        @Override
        public void write(WireOutput out, float[] array) {
            for (float value : array) {
                out.putFloat(value);
            }
        }

        @Override
        public float[] read(WireInput in, int length) {
            float[] array = new float[length];
            for (int i = 0; i < length; i++) {
                array[i] = in.takeFloat();
            }
            return array;
        }
    }

    private static final class Doubles implements Loop<double[]> {
        @Override
        public int length(double[] array) {
            return array.length;
        }

        @Override
        public void write(WireOutput out, double[] array) {
            for (double value : array) {
                out.putDouble(value);
            }
        }

        @Override
        public double[] read(WireInput in, int length) {
            double[] array = new double[length];
            for (int i = 0; i < length; i++) {
                array[i] = in.takeDouble();
            }
            return array;
        }
    }
}
