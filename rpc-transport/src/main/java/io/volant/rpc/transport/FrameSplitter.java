package io.volant.rpc.transport;

import static io.volant.rpc.transport.FrameLayout.LENGTH_FIELD;
import static io.volant.rpc.transport.FrameLayout.MIN_LENGTH;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;

/**
 * Finds the frames in what a socket delivers, however it is cut.
 *
 * <p>Frames that lie whole in one input are handed on in place. Of a frame that straddles inputs,
 * and only of that one, the bytes are collected in a buffer of its own, which grows with what has
 * come, not with what was announced, and never above one frame. The length is checked as soon as its
 * four bytes are there. Confined to the event loop.
 */
final class FrameSplitter implements AutoCloseable {
    private final ByteBufAllocator allocator;
    private final int largestLength;
    private final FrameChecksum checksum;
    private final Sink sink;
    private ByteBuf partial = Unpooled.EMPTY_BUFFER;
    private boolean closed;

    /** A splitter for frames whose length field holds at most {@code largestLength}. */
    FrameSplitter(ByteBufAllocator allocator, int largestLength, FrameChecksum checksum, Sink sink) {
        this.allocator = allocator;
        this.largestLength = largestLength;
        this.checksum = checksum;
        this.sink = sink;
    }

    /**
     * Hands every frame that the input completes to the sink, in order.
     *
     * <p>Releases the input in every case. A {@link ProtocolFault}, also one that the sink throws,
     * closes the splitter: what comes later is released unread.
     */
    void split(ByteBuf input) {
        try {
            if (partial.isReadable()) {
                complete(input);
            }
            while (!closed && input.isReadable()) {
                int frame = input.readerIndex();
                int size = frameSize(input, frame);
                if (size > input.readableBytes()) {
                    keep(input, size);
                    return;
                }
                deliver(input, frame, size);
            }
        } catch (Throwable e) {
            close();
            throw e;
        } finally {
            input.release();
        }
    }

    /** Bytes of an unfinished frame that are waiting for its rest. */
    int pending() {
        return partial.readableBytes();
    }

    /** Ends the delivery, also from inside the sink, and releases what was collected. */
    @Override
    public void close() {
        closed = true;
        ByteBuf rest = partial;
        partial = Unpooled.EMPTY_BUFFER;
        rest.release();
    }

    /** Moves bytes to the partial frame until it is whole or the input is empty. */
    private void complete(ByteBuf input) {
        take(input, LENGTH_FIELD);
        int size = frameSize(partial, partial.readerIndex());
        take(input, size); // nothing is left to take where the size is still unknown
        if (partial.readableBytes() < size) {
            return;
        }
        ByteBuf whole = partial;
        partial = Unpooled.EMPTY_BUFFER;
        try {
            deliver(whole, whole.readerIndex(), size);
        } finally {
            whole.release();
        }
    }

    private void take(ByteBuf input, int upTo) {
        int missing = Math.min(upTo - partial.readableBytes(), input.readableBytes());
        if (missing > 0) {
            partial.writeBytes(input, missing);
        }
    }

    /** Keeps the beginning of a frame, with room for the rest when that is no more than has come. */
    private void keep(ByteBuf input, int size) {
        int room = (int) Math.min(size, 2L * input.readableBytes());
        partial = allocator.buffer(room, LENGTH_FIELD + largestLength);
        partial.writeBytes(input);
    }

    private void deliver(ByteBuf in, int frame, int size) {
        checksum.verify(in, frame, size);
        sink.onFrame(in, frame, frame + size - checksum.size());
        in.readerIndex(frame + size);
    }

    /** Size of the frame with its length field, or "more than there is" while that is unknown. */
    private int frameSize(ByteBuf in, int frame) {
        if (in.writerIndex() - frame < LENGTH_FIELD) {
            return Integer.MAX_VALUE;
        }
        long length = in.getUnsignedInt(frame);
        int least = MIN_LENGTH + checksum.size();
        if (length < least || length > largestLength) {
            throw new ProtocolFault(
                    Rule.FRAME_LENGTH, "frame length: " + length + " (expected: " + least + ".." + largestLength + ")");
        }
        return LENGTH_FIELD + (int) length;
    }

    /** Receives one whole frame at a time. */
    @FunctionalInterface
    interface Sink {
        /**
         * A frame in {@code [start, end)}, checksum excluded. The buffer belongs to the splitter:
         * copy or retain what is needed after the return.
         */
        void onFrame(ByteBuf buffer, int start, int end);
    }
}
