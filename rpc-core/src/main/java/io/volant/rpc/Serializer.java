package io.volant.rpc;

/**
 * Turns the types of a service into codecs. Thread-safe; found by {@link java.util.ServiceLoader} or given to a builder.
 */
public interface Serializer {
    /** Name and format version, which both sides of a connection must share, such as {@code volant-kryo/1}. */
    String name();

    /**
     * Derives the codecs of all methods of a service. Never throws for a type that cannot travel: such a type is added to
     * {@code mistakes} with the path to it, and the codec is not used when there are any.
     */
    ServiceCodec compile(ServiceDescriptor service, CodecLimits limits, Mistakes mistakes);
}
