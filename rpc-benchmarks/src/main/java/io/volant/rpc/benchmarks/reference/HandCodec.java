package io.volant.rpc.benchmarks.reference;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.volant.rpc.benchmarks.load.Workload;
import io.volant.rpc.examples.user.Page;
import io.volant.rpc.examples.user.User;
import io.volant.rpc.examples.user.UserService;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/** The methods' objects, written and read field by field: what the references have in place of a serializer. */
final class HandCodec {
    static final int EXIST = 0;
    static final int CREATE = 1;
    static final int GET = 2;
    static final int LIST = 3;
    static final int ECHO = 4;
    static final int BULK = 5;

    private HandCodec() {}

    /** Reads the arguments of a method, calls it, and writes its result. */
    static void answer(int method, ByteBuf arguments, ByteBuf result, UserService users) {
        switch (method) {
            case EXIST -> result.writeBoolean(users.existUser(readString(arguments)));
            case CREATE -> result.writeBoolean(users.createUser(readUser(arguments)));
            case GET -> writeUser(result, users.getUser(arguments.readLong()));
            case LIST -> writePage(result, users.listUser(arguments.readInt()));
            case ECHO -> writeBytes(result, workload(users).echo(readBytes(arguments)));
            case BULK -> writeBytes(result, workload(users).bulk(arguments.readInt()));
            default -> throw new IllegalArgumentException("method: " + method + " (expected: 0..5)");
        }
    }

    static void writeBytes(ByteBuf out, byte[] bytes) {
        out.writeInt(bytes.length).writeBytes(bytes);
    }

    static byte[] readBytes(ByteBuf in) {
        int length = in.readInt();
        if (length < 0 || length > in.readableBytes()) {
            throw new IllegalStateException("bytes: " + length + " (expected: 0.." + in.readableBytes() + ")");
        }
        byte[] bytes = new byte[length];
        in.readBytes(bytes);
        return bytes;
    }

    static void writeString(ByteBuf out, String text) {
        int start = out.writerIndex();
        out.writeShort(0);
        out.setShort(start, ByteBufUtil.writeUtf8(out, text));
    }

    static String readString(ByteBuf in) {
        return in.readString(in.readUnsignedShort(), StandardCharsets.UTF_8);
    }

    static void writeUser(ByteBuf out, User user) {
        out.writeLong(user.id());
        writeString(out, user.name());
        out.writeInt(user.sex());
        out.writeInt((int) user.birthday().toEpochDay());
        writeString(out, user.email());
        writeString(out, user.mobile());
        writeString(out, user.address());
        writeString(out, user.icon());
        List<Integer> permissions = user.permissions();
        out.writeShort(permissions.size());
        for (int permission : permissions) {
            out.writeInt(permission);
        }
        out.writeInt(user.status());
        writeTime(out, user.createTime());
        writeTime(out, user.updateTime());
    }

    static User readUser(ByteBuf in) {
        return new User(
                in.readLong(),
                readString(in),
                in.readInt(),
                LocalDate.ofEpochDay(in.readInt()),
                readString(in),
                readString(in),
                readString(in),
                readString(in),
                readPermissions(in),
                in.readInt(),
                readTime(in),
                readTime(in));
    }

    static void writePage(ByteBuf out, Page<User> page) {
        out.writeInt(page.pageNo());
        out.writeInt(page.total());
        out.writeShort(page.result().size());
        for (User user : page.result()) {
            writeUser(out, user);
        }
    }

    static Page<User> readPage(ByteBuf in) {
        int pageNo = in.readInt();
        int total = in.readInt();
        int size = in.readUnsignedShort();
        List<User> users = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            users.add(readUser(in));
        }
        return new Page<>(pageNo, total, users);
    }

    private static Workload workload(UserService users) {
        if (users instanceof Workload workload) {
            return workload;
        }
        throw new IllegalStateException(
                users.getClass().getSimpleName() + " has no bulk methods (expected: a Workload)");
    }

    private static List<Integer> readPermissions(ByteBuf in) {
        int size = in.readUnsignedShort();
        List<Integer> permissions = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            permissions.add(in.readInt());
        }
        return permissions;
    }

    private static void writeTime(ByteBuf out, LocalDateTime time) {
        out.writeInt((int) time.toLocalDate().toEpochDay());
        out.writeLong(time.toLocalTime().toNanoOfDay());
    }

    private static LocalDateTime readTime(ByteBuf in) {
        return LocalDateTime.of(LocalDate.ofEpochDay(in.readInt()), LocalTime.ofNanoOfDay(in.readLong()));
    }
}
