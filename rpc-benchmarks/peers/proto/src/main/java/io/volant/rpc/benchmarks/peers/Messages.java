package io.volant.rpc.benchmarks.peers;

import io.volant.rpc.benchmarks.peers.proto.PageMessage;
import io.volant.rpc.benchmarks.peers.proto.UserMessage;
import io.volant.rpc.examples.user.Page;
import io.volant.rpc.examples.user.User;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Between the workload's records and protobuf's messages. */
final class Messages {
    private Messages() {}

    static UserMessage of(User user) {
        return UserMessage.newBuilder()
                .setId(user.id())
                .setName(user.name())
                .setSex(user.sex())
                .setBirthday((int) user.birthday().toEpochDay())
                .setEmail(user.email())
                .setMobile(user.mobile())
                .setAddress(user.address())
                .setIcon(user.icon())
                .addAllPermissions(user.permissions())
                .setStatus(user.status())
                .setCreateTime(user.createTime().toEpochSecond(ZoneOffset.UTC))
                .setUpdateTime(user.updateTime().toEpochSecond(ZoneOffset.UTC))
                .build();
    }

    static User user(UserMessage message) {
        return new User(
                message.getId(),
                message.getName(),
                message.getSex(),
                LocalDate.ofEpochDay(message.getBirthday()),
                message.getEmail(),
                message.getMobile(),
                message.getAddress(),
                message.getIcon(),
                message.getPermissionsList(),
                message.getStatus(),
                LocalDateTime.ofEpochSecond(message.getCreateTime(), 0, ZoneOffset.UTC),
                LocalDateTime.ofEpochSecond(message.getUpdateTime(), 0, ZoneOffset.UTC));
    }

    static PageMessage of(Page<User> page) {
        PageMessage.Builder message =
                PageMessage.newBuilder().setPageNo(page.pageNo()).setTotal(page.total());
        for (User user : page.result()) {
            message.addResult(of(user));
        }
        return message.build();
    }

    static Page<User> page(PageMessage message) {
        List<User> users = new ArrayList<>(message.getResultCount());
        for (UserMessage user : message.getResultList()) {
            users.add(user(user));
        }
        return new Page<>(message.getPageNo(), message.getTotal(), users);
    }
}
