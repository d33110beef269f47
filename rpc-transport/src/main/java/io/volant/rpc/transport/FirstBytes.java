package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;

/** Describes what a peer sent that is not this protocol: {@code first bytes: 48 54 54 50 "HTTP"}. */
final class FirstBytes {
    private static final int SHOWN = 4;

    private FirstBytes() {}

    static String of(ByteBuf in) {
        StringBuilder hex = new StringBuilder();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < SHOWN && i < in.readableBytes(); i++) {
            int value = in.getUnsignedByte(in.readerIndex() + i);
            hex.append(' ').append(Character.forDigit(value >> 4, 16)).append(Character.forDigit(value & 0xF, 16));
            text.append(value >= ' ' && value <= '~' ? (char) value : '.');
        }
        return "first bytes:" + hex + " \"" + text + "\"";
    }
}
