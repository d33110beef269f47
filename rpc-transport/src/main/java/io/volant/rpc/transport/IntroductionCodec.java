package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;
import java.util.List;

/** Writes and reads the entries (TLVs) of a hello. */
final class IntroductionCodec {
    private IntroductionCodec() {}

    static void write(ByteBuf out, Introduction introduction) {
        string(out, Tlv.SERIALIZER, introduction.serializer());
        PeerLimits limits = introduction.limits();
        number(out, Tlv.LARGEST_FRAME, limits.largestFrame());
        number(out, Tlv.FRAGMENT, limits.fragment());
        number(out, Tlv.LARGEST_MESSAGE, limits.largestMessage());
        number(out, Tlv.LARGEST_METADATA, limits.metadata());
        number(out, Tlv.CALLS_IN_FLIGHT, limits.callsInFlight());
        number(out, Tlv.PING_INTERVAL, limits.pingIntervalMillis());
        number(out, Tlv.DEADLINE_CAP, limits.deadlineCapMillis());
        compressors(out, introduction.compressors());
        instance(out, introduction.instance());
        epoch(out, introduction.epoch());
        string(out, Tlv.NAME, introduction.name());
        string(out, Tlv.ZONE, introduction.zone());
    }

    /**
     * Reads the entries up to {@code end}.
     *
     * <p>Entries that are malformed, or critical and unknown here, or hold limits out of range are a
     * {@link ProtocolFault}.
     */
    static Introduction read(ByteBuf in, int end) {
        PeerLimits defaults = PeerLimits.DEFAULT;
        int[] limits = {
            defaults.largestFrame(),
            defaults.fragment(),
            defaults.largestMessage(),
            defaults.metadata(),
            defaults.callsInFlight(),
            defaults.pingIntervalMillis(),
            defaults.deadlineCapMillis()
        };
        String serializer = "";
        List<String> compressors = List.of();
        Instance instance = Instance.UNKNOWN;
        Epoch epoch = Epoch.NONE;
        String name = "";
        String zone = "";
        HelloEntries entries = new HelloEntries(in, end);
        while (entries.next()) {
            switch (entries.type()) {
                case Tlv.SERIALIZER -> serializer = entries.text("serializer");
                case Tlv.LARGEST_FRAME -> limits[0] = entries.number();
                case Tlv.FRAGMENT -> limits[1] = entries.number();
                case Tlv.LARGEST_MESSAGE -> limits[2] = entries.number();
                case Tlv.LARGEST_METADATA -> limits[3] = entries.number();
                case Tlv.CALLS_IN_FLIGHT -> limits[4] = entries.number();
                case Tlv.PING_INTERVAL -> limits[5] = entries.number();
                case Tlv.DEADLINE_CAP -> limits[6] = entries.number();
                case Tlv.COMPRESSORS -> compressors = entries.texts("compressor");
                case Tlv.INSTANCE -> instance = entries.instance();
                case Tlv.EPOCH -> epoch = entries.epoch();
                case Tlv.NAME -> name = entries.text("name");
                case Tlv.ZONE -> zone = entries.text("zone");
                default -> entries.skip();
            }
        }
        if (serializer.isEmpty()) {
            throw new ProtocolFault(Rule.SERIALIZER, "serializer: none (expected: entry " + Tlv.SERIALIZER + ")");
        }
        return new Introduction(limits(limits), serializer, compressors, instance, epoch, name, zone);
    }

    private static PeerLimits limits(int[] values) {
        try {
            return new PeerLimits(values[0], values[1], values[2], values[3], values[4], values[5], values[6]);
        } catch (IllegalArgumentException e) {
            throw new ProtocolFault(Rule.HELLO_LIMITS, String.valueOf(e.getMessage()));
        }
    }

    private static void number(ByteBuf out, int type, int value) {
        Varint.write32(out, type);
        Varint.write32(out, Varint.size32(value));
        Varint.write32(out, value);
    }

    private static void string(ByteBuf out, int type, String value) {
        if (value.isEmpty()) {
            return;
        }
        Varint.write32(out, type);
        WireString.write(out, WireString.cut(value, Introduction.MAX_STRING));
    }

    private static void compressors(ByteBuf out, List<String> names) {
        if (names.isEmpty()) {
            return;
        }
        int length = 0;
        for (String name : names) {
            length += WireString.size(name);
        }
        Varint.write32(out, Tlv.COMPRESSORS);
        Varint.write32(out, length);
        for (String name : names) {
            WireString.write(out, name);
        }
    }

    private static void instance(ByteBuf out, Instance instance) {
        if (instance.equals(Instance.UNKNOWN)) {
            return;
        }
        Varint.write32(out, Tlv.INSTANCE);
        Varint.write32(out, HelloEntries.INSTANCE_LENGTH);
        out.writeLong(instance.idHigh());
        out.writeLong(instance.idLow());
        out.writeLong(instance.epoch());
    }

    private static void epoch(ByteBuf out, Epoch epoch) {
        if (epoch.equals(Epoch.NONE)) {
            return;
        }
        Varint.write32(out, Tlv.EPOCH);
        Varint.write32(out, Epoch.LENGTH);
        out.writeLong(epoch.high());
        out.writeLong(epoch.low());
    }
}
