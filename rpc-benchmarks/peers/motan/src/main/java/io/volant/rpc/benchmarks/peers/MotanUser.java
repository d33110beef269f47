package io.volant.rpc.benchmarks.peers;

import io.volant.rpc.examples.user.User;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A user with numbers for dates and times: the library's Hessian cannot write those of the JDK. */
public final class MotanUser implements Serializable {
    private static final long serialVersionUID = 1;

    private long id;
    private String name;
    private int sex;
    private long birthday;
    private String email;
    private String mobile;
    private String address;
    private String icon;
    private List<Integer> permissions;
    private int status;
    private long createTime;
    private long updateTime;

    static MotanUser of(User user) {
        MotanUser bean = new MotanUser();
        bean.id = user.id();
        bean.name = user.name();
        bean.sex = user.sex();
        bean.birthday = user.birthday().toEpochDay();
        bean.email = user.email();
        bean.mobile = user.mobile();
        bean.address = user.address();
        bean.icon = user.icon();
        bean.permissions = new ArrayList<>(user.permissions());
        bean.status = user.status();
        bean.createTime = user.createTime().toEpochSecond(ZoneOffset.UTC);
        bean.updateTime = user.updateTime().toEpochSecond(ZoneOffset.UTC);
        return bean;
    }

    User toUser() {
        return new User(
                id,
                name,
                sex,
                LocalDate.ofEpochDay(birthday),
                email,
                mobile,
                address,
                icon,
                permissions,
                status,
                LocalDateTime.ofEpochSecond(createTime, 0, ZoneOffset.UTC),
                LocalDateTime.ofEpochSecond(updateTime, 0, ZoneOffset.UTC));
    }
}
