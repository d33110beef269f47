package io.volant.rpc.benchmarks.codec;

/** A way to turn objects of one type into bytes and back. Confined to one thread. */
public interface Form {
    byte[] encode();

    Object decode(byte[] bytes);

    /** What {@link #encode} turns into bytes, as it must come back. */
    Object sample();

    /**
     * A form of one of the samples.
     *
     * @param serializer kryo (Volant's codecs), kryoPlain (Kryo with registered classes), jdk
     * @param type user, page15, order, longs1k
     */
    static Form of(String serializer, String type) {
        return switch (serializer) {
            case "kryo" -> new VolantForm(type, Samples.of(type));
            case "kryoPlain" -> new PlainKryoForm(Samples.of(type));
            case "jdk" -> new JdkForm(JdkUsers.mirror(Samples.of(type)));
            default ->
                throw new IllegalArgumentException("serializer: " + serializer + " (expected: kryo, kryoPlain or jdk)");
        };
    }
}
