package io.volant.rpc.serialization;

/** A bean that a constructor with parameters rebuilds from its fields. */
final class ConstructorBeanCodec extends ObjectCodec {
    private final Creation creation;

    ConstructorBeanCodec(Class<?> type, String text, Creation creation) {
        super(type, text);
        this.creation = creation;
    }

    @Override
    Object read(WireInput in, Members members) {
        return creation.create(members.read(in), null);
    }
}
