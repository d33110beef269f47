package io.volant.rpc.serialization;

import static java.lang.invoke.MethodHandles.collectArguments;
import static java.lang.invoke.MethodHandles.dropArguments;
import static java.lang.invoke.MethodHandles.filterArguments;
import static java.lang.invoke.MethodHandles.foldArguments;
import static java.lang.invoke.MethodHandles.insertArguments;
import static java.lang.invoke.MethodHandles.permuteArguments;
import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Joins the steps of all members of a type into one method handle. What a step calls is constant in it, so the JIT compiles the whole
 * as if it had been written by hand for the type, where a loop over members calls other code with every turn.
 */
final class MemberHandles {
    private static final MethodHandles.Lookup OWN = MethodHandles.lookup();

    private MemberHandles() {}

    /** A handle of type {@code (WireOutput,Object)void} that writes the members of the object. */
    static MethodHandle writer(Member[] members) {
        MethodHandle all = write(members, members.length - 1);
        for (int i = members.length - 2; i >= 0; i--) {
            all = foldArguments(all, write(members, i));
        }
        return all;
    }

    /** A handle of type {@code (WireInput,Object)void} that reads the members into the fields of the object. */
    static MethodHandle setter(Member[] members) {
        MethodHandle all = set(members, members.length - 1);
        for (int i = members.length - 2; i >= 0; i--) {
            all = foldArguments(all, set(members, i));
        }
        return all;
    }

    /**
     * A handle of type {@code (WireInput)Object} that reads the members and passes them to a constructor, whose own number is the one
     * behind the last member's.
     */
    static MethodHandle creator(Member[] members, MethodHandle constructor) {
        MethodType taken = constructor.type();
        MethodHandle mark = insertArguments(step("mark", void.class, int.class, WireInput.class), 0, members.length);
        MethodHandle all = foldArguments(
                dropArguments(constructor.asType(taken.changeReturnType(Object.class)), 0, WireInput.class), mark);
        for (int i = members.length - 1; i >= 0; i--) { // what is put in front last is done first
            MethodHandle take = take(members[i], i).asType(methodType(taken.parameterType(i), WireInput.class));
            all = collectArguments(all, 1 + i, take);
        }
        return permuteArguments(all, methodType(Object.class, WireInput.class), new int[1 + members.length]);
    }

    private static MethodHandle write(Member[] members, int number) {
        Member member = members[number];
        Primitive primitive = member.primitive();
        MethodHandle put = primitive == null
                ? insertArguments(
                        step("put", void.class, Codec.class, int.class, WireOutput.class, Object.class),
                        0,
                        member.codec(),
                        number)
                : insertArguments(step("put", void.class, int.class, WireOutput.class, primitive.type()), 0, number);
        return filterArguments(put, 1, member.getter());
    }

    private static MethodHandle set(Member[] members, int number) {
        Member member = members[number];
        MethodHandle ownerFirst = collectArguments(member.setter(), 1, take(member, number));
        return permuteArguments(ownerFirst, methodType(void.class, WireInput.class, Object.class), 1, 0);
    }

    private static MethodHandle take(Member member, int number) {
        Primitive primitive = member.primitive();
        if (primitive == null) {
            MethodHandle take = step("take", Object.class, Codec.class, int.class, WireInput.class);
            return insertArguments(take, 0, member.codec(), number);
        }
        String name = "take" + primitive.box().getSimpleName();
        return insertArguments(step(name, primitive.type(), int.class, WireInput.class), 0, number);
    }

    private static MethodHandle step(String name, Class<?> result, Class<?>... parameters) {
        try {
            return OWN.findStatic(MemberSteps.class, name, methodType(result, parameters));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("there is a step for every primitive type", e);
        }
    }
}
