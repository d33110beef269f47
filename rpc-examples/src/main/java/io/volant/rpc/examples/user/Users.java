package io.volant.rpc.examples.user;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The right answers: every one follows from its question alone, so that a caller can check what a server says. */
public final class Users {
    public static final int PAGE_SIZE = 15;
    public static final int TOTAL = 1_000;

    private static final int TEMPLATES = 1_024; // made once, so that an answer costs a few field copies
    private static final List<Integer> PERMISSIONS =
            List.of(1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987);
    private static final List<User> TEMPLATE =
            IntStream.range(0, TEMPLATES).mapToObj(Users::template).toList();

    private Users() {}

    /** The address of user {@code id}. */
    public static String email(long id) {
        return "user" + id + "@example.com";
    }

    /** Whether {@link UserService#existUser} finds the address: half of all exist. */
    public static boolean exists(String email) {
        return (email.hashCode() & 1) == 0; // the language defines the hash of a string
    }

    /** What {@link UserService#getUser} returns. */
    public static User user(long id) {
        User template = TEMPLATE.get((int) (id & (TEMPLATES - 1)));
        return new User(
                id,
                template.name(),
                template.sex(),
                template.birthday(),
                template.email(),
                template.mobile(),
                template.address(),
                template.icon(),
                template.permissions(),
                template.status(),
                template.createTime(),
                template.updateTime());
    }

    /** What {@link UserService#listUser} returns. */
    public static Page<User> page(int pageNo) {
        List<User> users = new ArrayList<>(PAGE_SIZE);
        for (int i = 0; i < PAGE_SIZE; i++) {
            users.add(user((long) pageNo * PAGE_SIZE + i));
        }
        return new Page<>(pageNo, TOTAL, users);
    }

    /** What {@link UserService#createUser} returns: true when the user arrived whole and his number is free, which 7 of 8 are. */
    public static boolean creates(User user) {
        return (user.id() & 7) != 0 && user.equals(user(user.id()));
    }

    private static User template(int number) {
        LocalDateTime created = LocalDateTime.of(2024, 2, 29, 12, 0).plusMinutes(37L * number);
        return new User(
                number,
                "User " + number,
                number % 2,
                LocalDate.of(1968, 12, 8).plusDays(number),
                email(number),
                "0151" + (20_000_000 + number),
                "Sonnenstraße " + number + ", 80331 München, Østerport, Łódź",
                "https://example.com/icons/" + number + ".png",
                PERMISSIONS.subList(0, PERMISSIONS.size() - number % 3),
                number % 4,
                created,
                created.plusSeconds(number));
    }
}
