package io.volant.rpc;

import static java.util.Objects.requireNonNull;

/** The other side of a connection: where it is and what it calls itself, which nobody has verified. Immutable. */
public record Peer(String address, String name) {
    /** Stands where no connection was chosen yet. */
    public static final Peer NONE = new Peer("", "");

    public Peer {
        requireNonNull(address, "address");
        requireNonNull(name, "name");
    }

    /** The address, as {@code host:port}; it stands in error messages. */
    @Override
    public String toString() {
        return address;
    }
}
