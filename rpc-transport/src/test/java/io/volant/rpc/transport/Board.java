package io.volant.rpc.transport;

import io.volant.rpc.OneOf;
import io.volant.rpc.RpcService;
import io.volant.rpc.RpcType;
import java.util.List;

/** The service of the examples of unions in {@code docs/protocol.md}. */
@RpcService
interface Board {
    Shape draw(List<Shape> shapes, List<@OneOf({String.class, Long.class, Unit.class}) Object> tags);

    sealed interface Shape permits Circle, Group, Unit {}

    @RpcType(name = "circle")
    record Circle(int radius) implements Shape {}

    record Group(List<Shape> parts) implements Shape {}

    enum Unit implements Shape {
        POINT,
        LINE
    }
}
