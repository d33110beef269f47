package io.volant.rpc.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.MethodCodec;
import io.volant.rpc.RpcService;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundTripTest {
    record Line(String what, long price, List<Byte> codes) {}

    enum Color {
        RED,
        GREEN
    }

    static class Base<T> {
        T id;
    }

    static class Order extends Base<Long> {
        String name;
        List<Line> lines;
        Map<String, List<Dto<String>>> more;
        Color color;
        double weight;
        Order next;
    }

    static class Dto<T> {
        T value;
    }

    @RpcService
    interface Shop {
        Order put(Order order, int times);
    }

    @Test
    void ordersComeBackEqual() {
        MethodCodec codec = Codecs.method(Shop.class, "put");
        Order order = new Order();
        order.id = 7L;
        order.name = "héllo";
        order.lines = List.of(new Line("a", -3, List.of((byte) 1)), new Line(null, Long.MIN_VALUE, null));
        Dto<String> dto = new Dto<>();
        dto.value = "x";
        order.more = Map.of("k", List.of(dto));
        order.color = Color.GREEN;
        order.weight = 1.5;
        order.next = new Order();
        Object[] back = codec.decodeArguments(codec.encodeArguments(new Object[] {order, -5}));
        assertThat(back[1]).isEqualTo(-5);
        assertThat(back[0]).usingRecursiveComparison().isEqualTo(order);
    }
}
