package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@SuppressWarnings({"ArrayRecordComponent", "UnusedMethod"})
class OneOfTypeTest {
    private static final OneOfType TEXT_OR_NUMBER = new OneOfType(Object.class, List.of(String.class, Long.class));

    record Page<T>(List<T> items, T[] array, List<? extends T> some) {}

    interface Source<A> {
        A plain();

        @OneOf(Long.class)
        A again();

        Page<A> page();
    }

    interface Mixed extends Source<@OneOf({String.class, Long.class}) Object> {}

    interface Numbers extends Source<Number> {}

    interface Places {
        Map<String, List<@OneOf({String.class, Long.class}) Object>> nested();

        @OneOf({String.class, Long.class})
        Object[][] array();

        List<? extends @OneOf({String.class, Long.class}) Object> bounded();

        List<@OneOf({String.class, Long.class}) ? extends Object> wildcard();

        java.lang.@OneOf({String.class, Long.class}) Object qualified();

        Map<String, List<Integer>> none();
    }

    private static Type result(Class<?> context, Class<?> declaring, String method) throws NoSuchMethodException {
        return GenericTypes.resolve(context, declaring.getMethod(method).getAnnotatedReturnType());
    }

    private static Type listOf(Type element) {
        return GenericTypes.parameterized(List.class, List.of(element));
    }

    @Test
    void isFoundWhereverItStands() throws Exception {
        assertThat(result(Places.class, Places.class, "nested"))
                .isEqualTo(GenericTypes.parameterized(Map.class, List.of(String.class, listOf(TEXT_OR_NUMBER))));
        assertThat(result(Places.class, Places.class, "array"))
                .isEqualTo(GenericTypes.arrayOf(GenericTypes.arrayOf(TEXT_OR_NUMBER)));
        assertThat(result(Places.class, Places.class, "bounded")).isEqualTo(listOf(TEXT_OR_NUMBER));
        assertThat(result(Places.class, Places.class, "qualified")).isEqualTo(TEXT_OR_NUMBER);
        assertThat(GenericTypes.rawClass(result(Places.class, Places.class, "array")))
                .isEqualTo(Object[][].class);
    }

    @Test
    void onABareWildcardItLeavesOpenWhatIsOpen() throws Exception {
        Type element = GenericTypes.parts(result(Places.class, Places.class, "wildcard"))
                .get(0);

        assertThat(element).isInstanceOf(OneOfType.class);
        assertThat(GenericTypes.rawClass(element)).isNull();
    }

    @Test
    void aTypeWithoutItIsTheOneWithoutAnnotations() throws Exception {
        assertThat(result(Places.class, Places.class, "none"))
                .isEqualTo(GenericTypes.resolve(
                        Places.class, Places.class.getMethod("none").getGenericReturnType()));
    }

    @Test
    void travelsThroughTheVariablesOfParents() throws Exception {
        assertThat(result(Mixed.class, Source.class, "plain")).isEqualTo(TEXT_OR_NUMBER);
        Type page = result(Mixed.class, Source.class, "page");
        assertThat(GenericTypes.resolve(
                        page, Page.class.getDeclaredField("items").getAnnotatedType()))
                .isEqualTo(listOf(TEXT_OR_NUMBER));
        assertThat(GenericTypes.resolve(
                        page, Page.class.getDeclaredField("array").getAnnotatedType()))
                .isEqualTo(GenericTypes.arrayOf(TEXT_OR_NUMBER));
        assertThat(GenericTypes.resolve(
                        page, Page.class.getDeclaredField("some").getAnnotatedType()))
                .isEqualTo(listOf(TEXT_OR_NUMBER));
    }

    @Test
    void onAVariableItKeepsWhatTheVariableStandsFor() throws Exception {
        assertThat(result(Numbers.class, Source.class, "again"))
                .isEqualTo(new OneOfType(Number.class, List.of(Long.class)));
    }

    @Test
    void aServiceShowsItToItsSerializer() {
        @RpcService
        interface Service extends Source<@OneOf({String.class, Long.class}) Object> {
            void put(@OneOf({String.class, Long.class}) Object v);
        }
        ServiceDescriptor service = ServiceDescriptor.parse(Service.class, new Mistakes(Service.class));

        assertThat(service.methods())
                .extracting(MethodDescriptor::name)
                .containsExactly("again", "page", "plain", "put");
        assertThat(service.methods().get(2).resultType()).isEqualTo(TEXT_OR_NUMBER);
        assertThat(service.methods().get(3).parameterTypes()).containsExactly(TEXT_OR_NUMBER);
    }

    @Test
    void readsAsItIsWritten() {
        assertThat(TEXT_OR_NUMBER).hasToString("@OneOf({java.lang.String, java.lang.Long}) java.lang.Object");
        assertThat(listOf(TEXT_OR_NUMBER).getTypeName())
                .isEqualTo("java.util.List<@OneOf({java.lang.String, java.lang.Long}) java.lang.Object>");
    }
}
