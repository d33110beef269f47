package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class GenericTypesTest {
    @SuppressWarnings("ArrayRecordComponent")
    record Page<T>(List<T> items, T[] array, Map<String, ? extends T> byName, Page<List<T>> nested) {}

    interface Source<A, B> {
        A first();

        Map<A, List<B>> both();

        B[] array();

        List<? super A> open();

        @SuppressWarnings("TypeParameterUnusedInFormals")
        <X> X own();
    }

    interface Swapped<X> extends Source<X, String> {}

    interface Concrete extends Swapped<Integer> {}

    interface Raw extends Supplier<String> {
        List<Page<Integer>> pages();
    }

    private static Type result(Class<?> context, Class<?> declaring, String method) throws NoSuchMethodException {
        Method found = declaring.getMethod(method);
        return GenericTypes.resolve(context, found.getGenericReturnType());
    }

    @Test
    void followsVariablesThroughTheInterfaces() throws Exception {
        assertThat(result(Concrete.class, Source.class, "first")).isEqualTo(Integer.class);
        assertThat(result(Concrete.class, Source.class, "both").getTypeName())
                .isEqualTo("java.util.Map<java.lang.Integer, java.util.List<java.lang.String>>");
        assertThat(result(Concrete.class, Source.class, "array")).isEqualTo(String[].class);
        assertThat(result(Raw.class, Supplier.class, "get")).isEqualTo(String.class);
    }

    @Test
    void leavesOpenWhatIsOpen() throws Exception {
        assertThat(GenericTypes.rawClass(result(Concrete.class, Source.class, "own")))
                .isNull();
        assertThat(result(Concrete.class, Source.class, "open").getTypeName()).contains("? super");
        assertThat(GenericTypes.rawClass(result(Swapped.class, Source.class, "first")))
                .isNull();
    }

    @Test
    void resolvesComponentsOfGenericRecords() throws Exception {
        Type page =
                ((ParameterizedType) Raw.class.getMethod("pages").getGenericReturnType()).getActualTypeArguments()[0];
        Map<String, Type> components = new HashMap<>();
        Arrays.stream(Page.class.getRecordComponents())
                .forEach(c -> components.put(c.getName(), GenericTypes.resolve(page, c.getGenericType())));

        assertThat(components.get("items").getTypeName()).isEqualTo("java.util.List<java.lang.Integer>");
        assertThat(components.get("array")).isEqualTo(Integer[].class);
        assertThat(components.get("byName").getTypeName())
                .isEqualTo("java.util.Map<java.lang.String, java.lang.Integer>");
        assertThat(components.get("nested").getTypeName())
                .isEqualTo(Page.class.getName() + "<java.util.List<java.lang.Integer>>");
    }

    @Test
    void equalTypesAreEqual() throws Exception {
        Type one = result(Concrete.class, Source.class, "both");
        Type other = result(Concrete.class, Source.class, "both");

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(GenericTypes.resolve(Concrete.class, one)).isEqualTo(one);
        assertThat(GenericTypes.rawClass(one)).isEqualTo(Map.class);
    }
}
