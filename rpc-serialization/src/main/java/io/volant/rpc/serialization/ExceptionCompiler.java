package io.volant.rpc.serialization;

import io.volant.rpc.MethodDescriptor;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds how each declared exception of a method is rebuilt from its message and its fields. */
final class ExceptionCompiler {
    /** Declared so, anything may be thrown: these travel like undeclared ones. */
    private static final Set<Class<?>> TOO_GENERAL =
            Set.of(Throwable.class, Exception.class, RuntimeException.class, Error.class);

    private final TypeCompiler types;
    private final Problems problems;

    private ExceptionCompiler(TypeCompiler types, Problems problems) {
        this.types = types;
        this.problems = problems;
    }

    static ExceptionsCodec compile(MethodDescriptor method, TypeCompiler types, Problems problems) {
        ExceptionCompiler compiler = new ExceptionCompiler(types, problems);
        List<ExceptionCodec> cases = new ArrayList<>();
        for (Class<? extends Throwable> declared : new LinkedHashSet<>(method.declaredExceptions())) {
            if (!TOO_GENERAL.contains(declared)) {
                ExceptionCodec codec = compiler.exception(declared);
                if (codec != null) {
                    cases.add(codec);
                }
            }
        }
        return new ExceptionsCodec(cases);
    }

    private @Nullable ExceptionCodec exception(Class<? extends Throwable> declared) {
        String where = "throws " + declared.getSimpleName();
        if (Modifier.isAbstract(declared.getModifiers())) {
            problems.add(where, "an abstract exception cannot be rebuilt; declare its subclasses");
            return null;
        }
        Optional<String> complaint = Surroundings.complaint(declared);
        if (complaint.isPresent()) {
            problems.add(where, complaint.get());
            return null;
        }
        List<Field> fields = Fields.of(declared, problems);
        ConstructorSearch search = new ConstructorSearch(declared, declared, fields);
        Optional<Candidate> found = search.best();
        if (found.isEmpty()) {
            problems.add(where, search.complaint() + (fields.isEmpty() ? "" : "; a transient field stays behind"));
            return null;
        }
        try {
            MemberCompiler compiler = new MemberCompiler(types, declared, declared, problems);
            List<Member> members = new ArrayList<>();
            for (Field field : fields) {
                if (field.getName().equals("message")) { // there would be two entries of that name
                    problems.add(
                            Fields.where(declared, field),
                            "an exception has a message already; rename the field, or make it transient");
                }
                compiler.compile(field, null).ifPresent(members::add);
            }
            MethodHandle message = message(declared);
            return new ExceptionCodec(declared, Creation.of(found.get(), fields), message, new Members(members));
        } catch (Access.Closed e) {
            problems.add(where, String.valueOf(e.getMessage()));
            return null;
        }
    }

    /**
     * How the text that a constructor is given is found. A {@code getMessage} of the user's own that adds to the message would add to
     * it again at the other side, so what it overrides is called.
     */
    private static MethodHandle message(Class<? extends Throwable> declared) throws Access.Closed {
        List<Class<?>> own = Fields.hierarchy(declared).stream()
                .filter(c -> !Access.isPlatform(c))
                .toList();
        boolean overridden = own.stream()
                .flatMap(c -> Stream.of(c.getDeclaredMethods()))
                .anyMatch(m -> m.getName().equals("getMessage") && m.getParameterCount() == 0);
        return overridden ? Access.messageAbove(own.get(0)) : Access.message();
    }
}
