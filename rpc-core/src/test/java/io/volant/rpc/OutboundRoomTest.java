package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.contract.PlainSerializer;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutboundRoomTest {
    private static final int LARGE = 150 << 10;

    @RpcService
    interface Store {
        void put(byte[] bytes);
    }

    private final BytesInFlight bytes = new BytesInFlight(200 << 10);
    private final OutboundRoom room = new OutboundRoom(bytes);
    private final ServiceCodec plain = new PlainSerializer()
            .compile(
                    ServiceDescriptor.parse(Store.class, new Mistakes(Store.class)),
                    CodecLimits.defaults(),
                    new Mistakes(Store.class));
    private final AtomicInteger encoded = new AtomicInteger();
    private boolean broken;

    @Test
    void aLargeCallWithoutRoomIsRefusedBeforeItIsEncoded() throws Exception {
        Request first = put(LARGE);
        room.admit(first);

        assertThatThrownBy(() -> room.admit(put(LARGE)))
                .isInstanceOf(OutboundRoom.NoRoom.class)
                .hasMessageStartingWith("Store.put: no room for 154624 bytes");
        assertThat(encoded).hasValue(1);
        first.room().end();
        assertThat(bytes.outbound().inUse()).isZero();
    }

    @Test
    void aLargeCallWaitsForRoomBeforeItIsEncoded() throws Exception {
        Request first = put(LARGE);
        room.admitWhenRoom(first);

        assertThatThrownBy(() -> room.admitWhenRoom(put(LARGE, Duration.ofMillis(50))))
                .hasMessageContaining("in which there was no room for 154624 bytes");
        assertThat(encoded).hasValue(1);
        first.room().end();
        assertThat(bytes.outbound().inUse()).isZero();
        assertThat(bytes.turn().inUse()).isZero();
    }

    @Test
    void aLargeCallThatNeverFitsIsNotEncoded() {
        assertThatThrownBy(() -> room.admitWhenRoom(put(201 << 10)))
                .hasMessageContaining("a call of 206848 bytes (expected: at most 204800");
        assertThat(encoded).hasValue(0);
        assertThat(bytes.outbound().inUse()).isZero();
    }

    @Test
    void aCallThatCannotBeEncodedHoldsNothing() {
        broken = true;

        assertThatThrownBy(() -> room.admit(put(LARGE))).hasMessage("broken");
        assertThatThrownBy(() -> room.admitWhenRoom(put(LARGE))).hasMessage("broken");
        assertThatThrownBy(() -> room.admit(put(1))).hasMessage("broken");
        assertThat(bytes.outbound().inUse()).isZero();
    }

    private Request put(int length) {
        return put(length, Duration.ofSeconds(30));
    }

    private Request put(int length, Duration timeout) {
        long now = Ticker.system().nanoTime();
        return Request.outgoing(
                plain.service().methods().get(0),
                counting(),
                new Object[] {new byte[length]},
                Payload.empty(),
                new Deadline(now + timeout.toNanos(), Ticker.system()),
                now,
                CallOptions.defaults(),
                new CallScope());
    }

    private ServiceCodec counting() {
        MethodCodec method = (MethodCodec) Proxy.newProxyInstance(
                MethodCodec.class.getClassLoader(), new Class<?>[] {MethodCodec.class}, (self, called, arguments) -> {
                    assertThat(called.getName()).isEqualTo("encodeArguments");
                    if (broken) {
                        throw new IllegalStateException("broken");
                    }
                    encoded.incrementAndGet();
                    return plain.method(0).encodeArguments((Object[]) arguments[0]);
                });
        return (ServiceCodec) Proxy.newProxyInstance(
                ServiceCodec.class.getClassLoader(), new Class<?>[] {ServiceCodec.class}, (self, called, arguments) -> {
                    assertThat(called.getName()).isEqualTo("method");
                    return method;
                });
    }
}
