package golden;

import io.volant.rpc.OneOf;
import io.volant.rpc.RpcService;
import io.volant.rpc.RpcType;
import java.util.List;
import java.util.Map;

/** Values of one of several classes, and names that classes keep. */
@RpcService
public interface Unions {
    Shape draw(List<Shape> shapes, Animal animal);

    Map<String, @OneOf({String.class, Long.class, Unit.class}) Object> tags(@OneOf({Square.class, Circle.class}) Shape of);

    sealed interface Shape {}

    record Square(int side) implements Shape {}

    @RpcType(name = "circle")
    record Circle(int radius) implements Shape {}

    record Group(List<? extends Shape> parts) implements Shape {}

    enum Unit implements Shape {
        POINT,
        LINE {
            @Override
            public String toString() {
                return "line";
            }
        }
    }

    @RpcType(subtypes = {Dog.class, Cat.class})
    abstract class Animal {
        String name;
    }

    final class Dog extends Animal {
        int age;
    }

    @RpcType(name = "animals.Cat")
    final class Cat extends Animal {}
}
