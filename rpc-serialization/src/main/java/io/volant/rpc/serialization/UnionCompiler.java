package io.volant.rpc.serialization;

import io.volant.rpc.RpcType;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the cases of a sealed type or of one with {@link RpcType#subtypes}. */
final class UnionCompiler {
    private final TypeCompiler types;
    private final Type type;
    private final Class<?> raw;
    private final Problems problems;
    private final Set<Class<?>> cases = new LinkedHashSet<>();
    private boolean sound = true;

    UnionCompiler(TypeCompiler types, Type type, Class<?> raw, Problems problems) {
        this.types = types;
        this.type = type;
        this.raw = raw;
        this.problems = problems;
    }

    /** Whether a class says that it has cases, rightly or not. */
    static boolean isCandidate(Class<?> raw) {
        return !raw.isEnum() && !Access.isPlatform(raw) && (raw.isSealed() || subtypes(raw).length > 0);
    }

    /** The codec, or null when what is wrong was reported. */
    @Nullable
    Codec<Object> compile() {
        open(raw);
        UnionCodec codec = UnionCodec.named(raw, WireNames.of(type));
        types.announce(type, codec);
        List<Codec<Object>> codecs = new ArrayList<>();
        CaseTypes caseTypes = new CaseTypes(type, raw);
        for (Class<?> one : cases) {
            switch (caseTypes.fit(one)) {
                case IMPOSSIBLE -> {}
                case UNKNOWN -> refuse(caseTypes.unknown(one));
                case FITS -> {
                    Codec<Object> compiled = types.compile(caseTypes.resolved(one), raw.getSimpleName(), problems);
                    sound &= compiled != null;
                    if (compiled != null) {
                        codecs.add(compiled);
                    }
                }
            }
        }
        if (sound && codecs.isEmpty()) {
            refuse("none of its cases can be a " + CaseTypes.shown(type));
        }
        codec.link(codecs);
        return sound ? codec : null;
    }

    /** Adds the cases of a type that has some. */
    private void open(Class<?> parent) {
        Class<?>[] listed = subtypes(parent);
        if (!isAbstract(parent)) {
            refuse(parent.getSimpleName()
                    + (listed.length > 0 ? " has subtypes" : " is sealed")
                    + " and is not abstract; make it abstract");
        } else if (!parent.isSealed()) {
            openListed(parent, listed);
        } else if (listed.length > 0) {
            refuse(parent.getSimpleName() + " is sealed and lists subtypes; leave the list out");
        } else {
            for (Class<?> permitted : parent.getPermittedSubclasses()) {
                addPermitted(permitted);
            }
        }
    }

    private void openListed(Class<?> parent, Class<?>[] listed) {
        Set<Class<?>> seen = new HashSet<>();
        for (Class<?> one : listed) {
            if (!seen.add(one)) {
                refuse(one.getSimpleName() + " is listed twice in the subtypes of " + parent.getSimpleName());
            } else if (one == parent || !parent.isAssignableFrom(one)) {
                refuse(one.getName() + " is no subtype of " + parent.getSimpleName());
            } else if (isCandidate(one)) {
                open(one);
            } else if (isAbstract(one) && !one.isEnum()) {
                refuse(one.getSimpleName()
                        + " is abstract; seal it, or list its cases with @RpcType(subtypes = \u2026)");
            } else {
                cases.add(one);
            }
        }
    }

    private void addPermitted(Class<?> permitted) {
        if (isCandidate(permitted)) {
            open(permitted);
        } else if (permitted.isEnum() || Modifier.isFinal(permitted.getModifiers())) {
            cases.add(permitted);
        } else if (isAbstract(permitted)) {
            refuse(permitted.getSimpleName()
                    + " is non-sealed; seal it, or list its cases with @RpcType(subtypes = \u2026)");
        } else {
            refuse(permitted.getSimpleName() + " is non-sealed; make it final");
        }
    }

    private void refuse(String text) {
        problems.add(raw.getSimpleName(), text);
        sound = false;
    }

    private static boolean isAbstract(Class<?> type) {
        return Modifier.isAbstract(type.getModifiers()); // interfaces are
    }

    private static Class<?>[] subtypes(Class<?> type) {
        RpcType annotation = type.getAnnotation(RpcType.class);
        return annotation == null ? new Class<?>[0] : annotation.subtypes();
    }
}
