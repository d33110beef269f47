package io.volant.rpc;

/** Turns interfaces into codecs, or into one exception that lists everything wrong with them. */
final class Contracts {
    private Contracts() {}

    static ServiceCodec compile(Class<?> type, Serializer serializer, CodecLimits limits) {
        Mistakes mistakes = new Mistakes(type);
        ServiceDescriptor service = ServiceDescriptor.parse(type, mistakes);
        ServiceCodec codec = serializer.compile(service, limits, mistakes);
        mistakes.throwIfAny();
        return codec;
    }
}
