package io.volant.rpc.benchmarks.load;

import io.volant.rpc.examples.user.Page;
import io.volant.rpc.examples.user.User;
import io.volant.rpc.examples.user.UserService;
import io.volant.rpc.examples.user.Users;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** The four methods with questions whose answers are known beforehand, so that checking one costs a comparison. */
public enum Question {
    EXIST_USER("existUser") {
        @Override
        public boolean ask(UserService users, int number) {
            int n = number & MASK;
            return users.existUser(EMAILS.get(n)) == EXISTS[n];
        }

        @Override
        CompletableFuture<?> start(Workload users, int number) {
            return users.existUserAsync(EMAILS.get(number & MASK));
        }

        @Override
        boolean accepts(int number, Object answer) {
            return answer instanceof Boolean exists && exists == EXISTS[number & MASK];
        }
    },
    CREATE_USER("createUser") {
        @Override
        public boolean ask(UserService users, int number) {
            int n = number & MASK;
            return users.createUser(USERS.get(n)) == CREATES[n];
        }

        @Override
        CompletableFuture<?> start(Workload users, int number) {
            return users.createUserAsync(USERS.get(number & MASK));
        }

        @Override
        boolean accepts(int number, Object answer) {
            return answer instanceof Boolean created && created == CREATES[number & MASK];
        }
    },
    GET_USER("getUser") {
        @Override
        public boolean ask(UserService users, int number) {
            int n = number & MASK;
            return USERS.get(n).equals(users.getUser(n));
        }

        @Override
        CompletableFuture<?> start(Workload users, int number) {
            return users.getUserAsync(number & MASK);
        }

        @Override
        boolean accepts(int number, Object answer) {
            return USERS.get(number & MASK).equals(answer);
        }
    },
    LIST_USER("listUser") {
        @Override
        public boolean ask(UserService users, int number) {
            int n = number & PAGE_MASK;
            return PAGES.get(n).equals(users.listUser(n));
        }

        @Override
        CompletableFuture<?> start(Workload users, int number) {
            return users.listUserAsync(number & PAGE_MASK);
        }

        @Override
        boolean accepts(int number, Object answer) {
            return PAGES.get(number & PAGE_MASK).equals(answer);
        }
    };

    private static final int COUNT = 1_024;
    private static final int MASK = COUNT - 1;
    private static final int PAGE_COUNT = 64;
    private static final int PAGE_MASK = PAGE_COUNT - 1;

    private static final List<String> EMAILS =
            IntStream.range(0, COUNT).mapToObj(Users::email).toList();
    private static final List<User> USERS =
            IntStream.range(0, COUNT).mapToObj(Users::user).toList();
    private static final List<Page<User>> PAGES =
            IntStream.range(0, PAGE_COUNT).mapToObj(Users::page).toList();
    private static final boolean[] EXISTS = new boolean[COUNT];
    private static final boolean[] CREATES = new boolean[COUNT];

    static {
        for (int n = 0; n < COUNT; n++) {
            EXISTS[n] = Users.exists(EMAILS.get(n));
            CREATES[n] = Users.creates(USERS.get(n));
        }
    }

    private final String method;

    Question(String method) {
        this.method = method;
    }

    /** The name of the method. */
    public String method() {
        return method;
    }

    /** Asks question {@code number}, any number will do, and says whether the answer is right. */
    public abstract boolean ask(UserService users, int number);

    /** Asks without waiting. */
    abstract CompletableFuture<?> start(Workload users, int number);

    /** Whether an answer to {@link #start} is right. */
    abstract boolean accepts(int number, Object answer);

    /** Asks {@link #EXIST_USER} without waiting. */
    public static CompletableFuture<Boolean> askExistUser(UserService users, int number) {
        return users.existUserAsync(EMAILS.get(number & MASK));
    }

    /** Whether an answer to {@link #askExistUser} is right. */
    public static boolean isRight(int number, boolean exists) {
        return exists == EXISTS[number & MASK];
    }

    /** Asks {@link #GET_USER} without waiting. */
    public static CompletableFuture<User> askGetUser(UserService users, int number) {
        return users.getUserAsync(number & MASK);
    }

    /** Whether an answer to {@link #askGetUser} is right. */
    public static boolean isRight(int number, User user) {
        return USERS.get(number & MASK).equals(user);
    }

    /** The addresses that {@link #EXIST_USER} asks for. */
    public static List<String> emails() {
        return EMAILS;
    }

    public static Question of(String method) {
        return Arrays.stream(values())
                .filter(question -> question.method.equals(method))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "method: " + method + " (expected: existUser, createUser, getUser or listUser)"));
    }
}
