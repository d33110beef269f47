package io.volant.rpc.examples.user;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/** A user as the public rpc-benchmark has it. Holds the list it is given: a copy per call would be measured with the call. */
public record User(
        long id,
        String name,
        int sex,
        LocalDate birthday,
        String email,
        String mobile,
        String address,
        String icon,
        List<Integer> permissions,
        int status,
        LocalDateTime createTime,
        LocalDateTime updateTime) {}
