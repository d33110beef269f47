package io.volant.rpc.benchmarks.reference;

import io.netty.buffer.ByteBuf;
import io.volant.rpc.benchmarks.load.Workload;
import io.volant.rpc.examples.user.Page;
import io.volant.rpc.examples.user.User;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** What the clients of R1 and R2 share: the methods, and frames of {u32 length, u8 method, u32 call id, body}. */
abstract class RawUsers implements Workload, AutoCloseable {
    static final int ID_OFFSET = 5;
    private static final int HEAD_BYTES = ID_OFFSET + Integer.BYTES;
    private static final int SMALL_BYTES = 64; // grows for a user
    static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** An empty buffer for one frame, which will have so many bytes, or a few more. */
    abstract ByteBuf buffer(int bytes);

    /** Takes a frame that lacks its length and its id, and returns what {@code reader} makes of the body of the reply. */
    abstract <T> T call(ByteBuf frame, Function<ByteBuf, T> reader);

    <T> CompletableFuture<T> start(ByteBuf frame, Function<ByteBuf, T> reader) {
        throw new UnsupportedOperationException(getClass().getSimpleName() + " has blocking calls only");
    }

    @Override
    public final boolean existUser(String email) {
        return call(existFrame(email), ByteBuf::readBoolean);
    }

    @Override
    public final boolean createUser(User user) {
        return call(createFrame(user), ByteBuf::readBoolean);
    }

    @Override
    public final User getUser(long id) {
        return call(frame(HandCodec.GET).writeLong(id), HandCodec::readUser);
    }

    @Override
    public final Page<User> listUser(int pageNo) {
        return call(frame(HandCodec.LIST).writeInt(pageNo), HandCodec::readPage);
    }

    @Override
    public final CompletableFuture<Boolean> existUserAsync(String email) {
        return start(existFrame(email), ByteBuf::readBoolean);
    }

    @Override
    public final CompletableFuture<Boolean> createUserAsync(User user) {
        return start(createFrame(user), ByteBuf::readBoolean);
    }

    @Override
    public final CompletableFuture<Page<User>> listUserAsync(int pageNo) {
        return start(frame(HandCodec.LIST).writeInt(pageNo), HandCodec::readPage);
    }

    @Override
    public final byte[] echo(byte[] content) {
        ByteBuf frame = frame(HandCodec.ECHO, HEAD_BYTES + Integer.BYTES + content.length);
        HandCodec.writeBytes(frame, content);
        return call(frame, HandCodec::readBytes);
    }

    @Override
    public final byte[] bulk(int length) {
        return call(frame(HandCodec.BULK).writeInt(length), HandCodec::readBytes);
    }

    @Override
    public final CompletableFuture<User> getUserAsync(long id) {
        return start(frame(HandCodec.GET).writeLong(id), HandCodec::readUser);
    }

    @Override
    public final void touch(long id) {
        throw new UnsupportedOperationException(getClass().getSimpleName() + " has no one-way calls");
    }

    @Override
    public abstract void close();

    private ByteBuf existFrame(String email) {
        ByteBuf frame = frame(HandCodec.EXIST);
        HandCodec.writeString(frame, email);
        return frame;
    }

    private ByteBuf createFrame(User user) {
        ByteBuf frame = frame(HandCodec.CREATE);
        HandCodec.writeUser(frame, user);
        return frame;
    }

    private ByteBuf frame(int method) {
        return frame(method, SMALL_BYTES);
    }

    private ByteBuf frame(int method, int bytes) {
        return buffer(bytes).writeInt(0).writeByte(method).writeInt(0);
    }
}
