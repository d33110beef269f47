package io.volant.rpc;

/** The codecs of one service and what identifies their wire form. Thread-safe and immutable. */
public interface ServiceCodec {
    ServiceDescriptor service();

    /** The codec of the method with this {@link MethodDescriptor#index()}. */
    MethodCodec method(int index);

    /** The canonical text of the method and of every type reachable from it. */
    String schema(int index);

    /** The first 8 bytes of SHA-256 over {@link #schema}; equal digests write and read the same bytes. */
    long digest(int index);

    /** What differs between the method here and the one whose schema text the other side sent. */
    SchemaDifference compare(int index, String otherSchema);
}
