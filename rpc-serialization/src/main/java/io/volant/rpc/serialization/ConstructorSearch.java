package io.volant.rpc.serialization;

import io.volant.rpc.GenericTypes;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds the constructor that rebuilds a bean or an exception from its fields.
 *
 * <p>Each parameter has the name and the type of a field, and every final field is a parameter; what is left is set afterwards. In
 * an exception a parameter may also be the {@code message} or the {@code cause}, by name or in one of the usual forms, {@code
 * (String)} and {@code (String, Throwable)}. Of several the {@linkplain Candidate#BY_WORTH worthiest} is taken.
 */
final class ConstructorSearch {
    private final Type type;
    private final Class<?> raw;
    private final List<Field> fields;
    private final boolean exception;
    private final List<Constructor<?>> declared;
    private final List<Candidate> candidates;

    /**
     * @param raw the class of {@code type}
     * @param fields all that travel
     */
    ConstructorSearch(Type type, Class<?> raw, List<Field> fields) {
        this.type = type;
        this.raw = raw;
        this.fields = List.copyOf(fields);
        this.exception = Throwable.class.isAssignableFrom(raw);
        this.declared = Arrays.stream(raw.getDeclaredConstructors())
                .filter(c -> !c.isSynthetic() && (Modifier.isPublic(c.getModifiers()) || !Access.isPlatform(raw)))
                .collect(Collectors.toUnmodifiableList());
        this.candidates = declared.stream()
                .map(this::match)
                .flatMap(Optional::stream)
                .sorted(Candidate.BY_WORTH.reversed())
                .toList();
    }

    /** The constructor, or nothing when none fits or two fit equally well. */
    Optional<Candidate> best() {
        return isUndecided() ? Optional.empty() : candidates.stream().findFirst();
    }

    /** Why there is none. */
    String complaint() {
        if (isUndecided()) {
            return "two constructors fit its fields: "
                    + candidates.stream()
                            .limit(2)
                            .map(c -> Candidate.describe(c.constructor()))
                            .sorted()
                            .collect(Collectors.joining(" and "));
        }
        String nameless = declared.stream()
                .filter(c -> !Candidate.hasNames(c))
                .map(Candidate::describe)
                .sorted()
                .collect(Collectors.joining(" and "));
        if (!nameless.isEmpty() && !Access.isPlatform(raw)) {
            return need() + ", and the parameter names of " + nameless
                    + " are not in the class file: compile with -parameters";
        }
        return need() + wanted() + " (found: "
                + declared.stream().map(Candidate::describe).sorted().collect(Collectors.joining(", ")) + ")";
    }

    private boolean isUndecided() {
        return candidates.size() > 1 && Candidate.BY_WORTH.compare(candidates.get(0), candidates.get(1)) == 0;
    }

    private String need() {
        String finals =
                fields.stream().filter(Fields::isFinal).map(Field::getName).collect(Collectors.joining(", "));
        boolean bare = declared.stream().anyMatch(c -> c.getParameterCount() == 0);
        if (!finals.isEmpty() && (bare || exception)) {
            return "only a constructor can set what is final (" + finals + ")";
        }
        return exception ? "no constructor (String), (String, Throwable) or ()" : "no constructor without parameters";
    }

    private String wanted() {
        if (fields.isEmpty()) {
            return "";
        }
        String parameters = fields.stream()
                .map(f -> typeOf(f.getGenericType()).getSimpleName() + " " + f.getName())
                .collect(Collectors.joining(", ", "(", ")"));
        return "; expected one that takes its fields " + parameters
                + (exception ? ", and perhaps message and cause" : "");
    }

    private Optional<Candidate> match(Constructor<?> constructor) {
        List<Integer> sources = new ArrayList<>();
        for (Parameter parameter : constructor.getParameters()) {
            OptionalInt source = sourceOf(parameter, sources.size());
            if (source.isEmpty()) {
                return Optional.empty();
            }
            sources.add(source.getAsInt());
        }
        boolean complete =
                IntStream.range(0, fields.size()).allMatch(i -> !Fields.isFinal(fields.get(i)) || sources.contains(i));
        return complete ? Optional.of(new Candidate(constructor, sources)) : Optional.empty();
    }

    private OptionalInt sourceOf(Parameter parameter, int position) {
        String name = parameter.isNamePresent() ? parameter.getName() : "";
        Class<?> wanted = typeOf(parameter.getParameterizedType());
        OptionalInt field = IntStream.range(0, fields.size())
                .filter(i -> fields.get(i).getName().equals(name)
                        && typeOf(fields.get(i).getGenericType()) == wanted)
                .findFirst();
        if (field.isPresent() || !exception) {
            return field;
        }
        boolean usual = isUsual(parameter.getDeclaringExecutable().getParameterTypes());
        if (wanted == String.class && (name.equals("message") || (usual && position == 0))) {
            return OptionalInt.of(Candidate.MESSAGE);
        }
        boolean cause = Throwable.class.isAssignableFrom(wanted) && (name.equals("cause") || usual);
        return cause ? OptionalInt.of(Candidate.CAUSE) : OptionalInt.empty();
    }

    private static boolean isUsual(Class<?>[] parameters) {
        return parameters.length > 0
                && parameters.length <= 2
                && parameters[0] == String.class
                && (parameters.length == 1 || parameters[1] == Throwable.class);
    }

    private Class<?> typeOf(Type declared) {
        return Objects.requireNonNullElse(GenericTypes.rawClass(GenericTypes.resolve(type, declared)), Object.class);
    }
}
