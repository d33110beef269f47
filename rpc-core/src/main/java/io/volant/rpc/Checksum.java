package io.volant.rpc;

/** Whether frames carry a checksum beyond that of TCP; used when either side asks for it. */
public enum Checksum {
    /** On where the connection is plain and leaves the machine. */
    AUTO,
    ON,
    OFF
}
