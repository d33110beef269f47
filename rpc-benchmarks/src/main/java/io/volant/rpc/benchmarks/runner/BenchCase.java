package io.volant.rpc.benchmarks.runner;

import io.volant.rpc.benchmarks.load.Question;
import io.volant.rpc.benchmarks.system.RpcSystem;
import java.util.Arrays;

/** A question and how it is asked: by a number of threads that wait for every answer, or with a number of calls in flight. */
enum BenchCase {
    S32_EXIST_USER("s32", Question.EXIST_USER, 32, false),
    S32_CREATE_USER("s32", Question.CREATE_USER, 32, false),
    S32_GET_USER("s32", Question.GET_USER, 32, false),
    S32_LIST_USER("s32", Question.LIST_USER, 32, false),
    S1_EXIST_USER("s1", Question.EXIST_USER, 1, false),
    A256_EXIST_USER("a256", Question.EXIST_USER, 256, true),
    A2048_EXIST_USER("a2048", Question.EXIST_USER, 2_048, true);

    private final String label;
    private final Question question;
    private final int width;
    private final boolean asynchronous;

    BenchCase(String prefix, Question question, int width, boolean asynchronous) {
        this.label = prefix + "." + question.method();
        this.question = question;
        this.width = width;
        this.asynchronous = asynchronous;
    }

    /** The name in options, tables and files, such as {@code s32.existUser}. */
    String label() {
        return label;
    }

    Question question() {
        return question;
    }

    /** Threads or calls in flight. */
    int width() {
        return width;
    }

    boolean isAsynchronous() {
        return asynchronous;
    }

    /** R1 has blocking calls only, R3 asynchronous ones only, and only a caller who is alone drives. */
    boolean suits(RpcSystem system) {
        return system == RpcSystem.VOLANT_DRIVEN
                ? !asynchronous && width == 1
                : system != (asynchronous ? RpcSystem.R1 : RpcSystem.R3);
    }

    static BenchCase of(String label) {
        return Arrays.stream(values())
                .filter(candidate -> candidate.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("case: " + label + " (expected: one of "
                        + String.join(
                                ", ",
                                Arrays.stream(values()).map(BenchCase::label).toList())
                        + ")"));
    }
}
