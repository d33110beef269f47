package io.volant.rpc.benchmarks.soak;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.volant.rpc.examples.user.ComputedUsers;
import io.volant.rpc.examples.user.Page;
import io.volant.rpc.examples.user.User;
import io.volant.rpc.examples.user.UserService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A service that loses something of every kind, a little every tenth of a second in which it is called, so that a busy machine
 * makes no difference; and gives wrong answers, swallows a one-way call, and never ends a call.
 */
final class LeakyUsers implements UserService {
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int HEAP_BYTES = 1 << 20;
    private static final int MOST_HEAP = 120; // the server has to live until it is convicted
    private static final int BUFFER_BYTES = 32 << 10;
    private static final int LOST_BYTES = 64;
    private static final long WRONG = 512;

    private final UserService right = new ComputedUsers();
    private final AtomicLong leakedAt = new AtomicLong(System.nanoTime());
    private final AtomicBoolean swallowed = new AtomicBoolean();
    private final AtomicBoolean hanging = new AtomicBoolean();
    private final List<byte[]> heap = new CopyOnWriteArrayList<>();
    private final List<ByteBuf> buffers = new CopyOnWriteArrayList<>();
    private final List<ServerSocket> descriptors = new CopyOnWriteArrayList<>();

    LeakyUsers() {
        // what Netty says of a lost buffer must not read as if the library had lost it, and it must not be off: it
        // looks no more then
        System.setProperty("org.slf4j.simpleLogger.logFile", "/dev/null");
    }

    @Override
    public Page<User> listUser(int pageNo) {
        long last = leakedAt.get();
        long now = System.nanoTime();
        if (now - last > EVERY_NANOS && leakedAt.compareAndSet(last, now)) {
            leak();
        }
        return right.listUser(pageNo);
    }

    private void leak() {
        if (heap.size() < MOST_HEAP) {
            heap.add(new byte[HEAP_BYTES]);
        }
        buffers.add(PooledByteBufAllocator.DEFAULT.directBuffer(BUFFER_BYTES));
        PooledByteBufAllocator.DEFAULT.directBuffer(LOST_BYTES);
        Thread thread = new Thread(LeakyUsers::parkForEver, "lost");
        thread.setDaemon(true);
        thread.start();
        try {
            descriptors.add(new ServerSocket(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void parkForEver() {
        while (true) {
            LockSupport.park();
        }
    }

    /** Hangs in a call of the hostile clients, who ask for this user. */
    @Override
    public boolean existUser(String email) {
        if (email.equals("b") && hanging.compareAndSet(false, true)) {
            parkForEver();
        }
        return right.existUser(email);
    }

    @Override
    public boolean createUser(User user) {
        return right.createUser(user);
    }

    @Override
    public User getUser(long id) {
        return right.getUser(id == WRONG ? id + 1 : id);
    }

    @Override
    public CompletableFuture<Boolean> existUserAsync(String email) {
        return right.existUserAsync(email);
    }

    @Override
    public CompletableFuture<User> getUserAsync(long id) {
        return CompletableFuture.completedFuture(getUser(id));
    }

    @Override
    public void touch(long id) {
        if (swallowed.compareAndSet(false, true)) {
            throw new IllegalStateException("a touch that is not executed");
        }
    }
}
