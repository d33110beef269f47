package io.volant.rpc.transport;

import io.netty.channel.ChannelId;

/** A channel of a simulation by its number, so that collections of channels have the same order each time. */
record SimulatedId(int number) implements ChannelId {
    @Override
    public String asShortText() {
        return Integer.toString(number);
    }

    @Override
    public String asLongText() {
        return "simulated-" + number;
    }

    @Override
    public int compareTo(ChannelId other) {
        return other instanceof SimulatedId simulated
                ? Integer.compare(number, simulated.number)
                : asLongText().compareTo(other.asLongText());
    }
}
