package io.volant.rpc.transport.types;

import io.volant.rpc.RpcService;
import java.io.Serializable;
import java.util.Optional;

/** Types that leave open what a value is. */
final class OpenTypes {
    private OpenTypes() {}

    interface Shape {}

    abstract static class Animal {}

    @RpcService
    interface Open {
        void anything(Object v);

        void serializable(Serializable v);

        <T> void variable(T v);

        Object result();

        void shape(Shape v);

        void animal(Animal v);

        void shapes(Optional<Shape[]> v);
    }

    static Family family() {
        String sealIt = " is open; seal it, or list its cases with @RpcType(subtypes = \u2026) or @OneOf({\u2026})";
        return new FamilyBuilder("Open types", "Nothing on the wire names a class, so a signature has to.")
                .open(Open.class)
                .refuse("anything", "parameter 1: Object is open; name a type or list the types with @OneOf({\u2026})")
                .refuse(
                        "serializable",
                        "parameter 1: Serializable is open; name a type or list the types with @OneOf({\u2026})")
                .refuse("variable", "parameter 1: T is open; name a type or list the types with @OneOf({\u2026})")
                .refuse("result", "result: Object is open; name a type or list the types with @OneOf({\u2026})")
                .refuse("shape", "parameter 1: Shape" + sealIt)
                .refuse("animal", "parameter 1: Animal" + sealIt)
                .refuse("shapes", "parameter 1[][]: Shape" + sealIt)
                .build();
    }
}
