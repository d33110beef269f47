package io.volant.rpc.transport.types;

import java.util.List;

/** Everything that the suite calls, in the order of the page. */
final class Families {
    private Families() {}

    static List<Family> all() {
        return List.of(
                PrimitiveTypes.family(),
                ValueTypes.family(),
                TimeTypes.family(),
                ObjectTypes.family(),
                BeanTypes.family(),
                ListTypes.family(),
                SetTypes.family(),
                MapTypes.family(),
                UnionTypes.family(),
                ExceptionTypes.family(),
                OpenTypes.family(),
                PlatformTypes.family());
    }
}
