package io.volant.rpc.examples.demo;

import io.volant.rpc.examples.user.User;
import io.volant.rpc.examples.user.UserService;
import io.volant.rpc.examples.user.Users;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The seven methods of the workload: how each is asked, and whether what came back is the answer. */
enum CallKind {
    EXIST_USER(1, "existUser", Style.BLOCKING, true),
    CREATE_USER(2, "createUser", Style.BLOCKING, false),
    GET_USER(3, "getUser", Style.BLOCKING, true),
    LIST_USER(4, "listUser", Style.BLOCKING, true),
    EXIST_USER_ASYNC(5, "existUserAsync", Style.ASYNC, true),
    GET_USER_ASYNC(6, "getUserAsync", Style.ASYNC, true),
    TOUCH(7, "touch", Style.ONE_WAY, false);

    private static final CallKind[] BY_NUMBER = values();

    private final int number;
    private final String methodName;
    private final Style style;
    private final boolean idempotent;

    CallKind(int number, String methodName, Style style, boolean idempotent) {
        this.number = number;
        this.methodName = methodName;
        this.style = style;
        this.idempotent = idempotent;
    }

    /** The kind of calls of a method of {@link UserService}. */
    static Optional<CallKind> ofMethod(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.methodName.equals(name))
                .findFirst();
    }

    static CallKind ofNumber(int number) {
        for (CallKind kind : BY_NUMBER) {
            if (kind.number == number) {
                return kind;
            }
        }
        throw new IllegalArgumentException("method: " + number + " (expected: 1.." + BY_NUMBER.length + ")");
    }

    /** As it is written to records. */
    int number() {
        return number;
    }

    String methodName() {
        return methodName;
    }

    Style style() {
        return style;
    }

    boolean idempotent() {
        return idempotent;
    }

    /** Asks question {@code number}; true when the answer is the right one. Throws or fails as the call does. */
    CompletableFuture<Boolean> ask(UserService users, long number) {
        return switch (this) {
            case EXIST_USER -> {
                String email = Users.email(number);
                yield known(users.existUser(email) == Users.exists(email));
            }
            case CREATE_USER -> {
                User user = Users.user(number);
                yield known(users.createUser(user) == Users.creates(user));
            }
            case GET_USER -> known(users.getUser(number).equals(Users.user(number)));
            case LIST_USER -> {
                int page = (int) (number % Users.TOTAL);
                yield known(users.listUser(page).equals(Users.page(page)));
            }
            case EXIST_USER_ASYNC -> {
                String email = Users.email(number);
                yield users.existUserAsync(email).thenApply(answer -> answer == Users.exists(email));
            }
            case GET_USER_ASYNC -> users.getUserAsync(number).thenApply(user -> user.equals(Users.user(number)));
            case TOUCH -> {
                users.touch(number);
                yield known(true);
            }
        };
    }

    private static CompletableFuture<Boolean> known(boolean right) {
        return CompletableFuture.completedFuture(right);
    }

    /** How the caller waits for the answer. */
    enum Style {
        BLOCKING("blocking"),
        ASYNC("async"),
        ONE_WAY("one-way");

        private final String label;

        Style(String label) {
            this.label = label;
        }

        @Override
        public String toString() {
            return label;
        }
    }
}
