package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.Type;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A slot with {@link OneOf}, as it stands among the resolved types of a service. Whether slot and cases fit is for the serializer to
 * say.
 *
 * @param slot the declared type, such as {@code Object}
 * @param cases the classes as listed
 */
public record OneOfType(Type slot, List<Class<?>> cases) implements Type {
    public OneOfType {
        requireNonNull(slot, "slot");
        cases = List.copyOf(cases);
    }

    @Override
    public String toString() {
        return cases.stream().map(Class::getTypeName).collect(Collectors.joining(", ", "@OneOf({", "}) "))
                + slot.getTypeName();
    }
}
