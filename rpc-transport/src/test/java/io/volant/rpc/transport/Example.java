package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;

/**
 * A golden example of {@code docs/protocol.md}, checked in both directions.
 *
 * @param encode writes exactly the bytes of the example
 * @param decode reads them, and checks every value stated beside them
 */
record Example(String id, Consumer<ByteBuf> encode, Consumer<ByteBuf> decode) {}
