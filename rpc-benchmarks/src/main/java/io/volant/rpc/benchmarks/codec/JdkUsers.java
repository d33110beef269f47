package io.volant.rpc.benchmarks.codec;

import io.volant.rpc.examples.user.Page;
import io.volant.rpc.examples.user.User;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** The workload's objects once more, since the JDK asks them to be {@link Serializable} and Volant does not. */
final class JdkUsers {
    private JdkUsers() {}

    record SerializableUser(
            long id,
            String name,
            int sex,
            LocalDate birthday,
            String email,
            String mobile,
            String address,
            String icon,
            ArrayList<Integer> permissions,
            int status,
            LocalDateTime createTime,
            LocalDateTime updateTime)
            implements Serializable {}

    record SerializablePage(int pageNo, int total, ArrayList<SerializableUser> result) implements Serializable {}

    static Serializable mirror(Object sample) {
        if (sample instanceof User user) {
            return mirror(user);
        }
        if (sample instanceof Page<?> page) {
            List<SerializableUser> users =
                    page.result().stream().map(user -> mirror((User) user)).toList();
            return new SerializablePage(page.pageNo(), page.total(), new ArrayList<>(users));
        }
        return (Serializable) sample;
    }

    private static SerializableUser mirror(User user) {
        return new SerializableUser(
                user.id(),
                user.name(),
                user.sex(),
                user.birthday(),
                user.email(),
                user.mobile(),
                user.address(),
                user.icon(),
                new ArrayList<>(user.permissions()),
                user.status(),
                user.createTime(),
                user.updateTime());
    }
}
