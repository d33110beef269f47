package io.volant.rpc.benchmarks.runner;

import io.volant.rpc.benchmarks.load.Asker;
import io.volant.rpc.benchmarks.load.Question;
import io.volant.rpc.examples.user.UserService;
import java.util.concurrent.CompletableFuture;

/** The runner's asynchronous question. */
record ExistUserAsker(UserService users) implements Asker {
    @Override
    public String method() {
        return Question.EXIST_USER.method();
    }

    @Override
    public CompletableFuture<Boolean> start(int number) {
        return Question.askExistUser(users, number);
    }

    @Override
    public boolean accepts(int number, Object answer) {
        return answer instanceof Boolean exists && Question.isRight(number, exists);
    }
}
