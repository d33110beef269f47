package io.volant.rpc.benchmarks.peers;

import io.volant.rpc.examples.user.Page;
import io.volant.rpc.examples.user.User;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TList;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TProtocolUtil;
import org.apache.thrift.protocol.TStruct;
import org.apache.thrift.protocol.TType;

/** The structs, written and read as generated code does: by field ids, unknown ones skipped. */
final class UsersProtocol {
    private static final TStruct USER = new TStruct("User");
    private static final TStruct PAGE = new TStruct("Page");

    private UsersProtocol() {}

    static void writeUser(TProtocol out, User user) throws TException {
        out.writeStructBegin(USER);
        field(out, "id", TType.I64, 1).writeI64(user.id());
        field(out, "name", TType.STRING, 2).writeString(user.name());
        field(out, "sex", TType.I32, 3).writeI32(user.sex());
        field(out, "birthday", TType.I32, 4).writeI32((int) user.birthday().toEpochDay());
        field(out, "email", TType.STRING, 5).writeString(user.email());
        field(out, "mobile", TType.STRING, 6).writeString(user.mobile());
        field(out, "address", TType.STRING, 7).writeString(user.address());
        field(out, "icon", TType.STRING, 8).writeString(user.icon());
        List<Integer> permissions = user.permissions();
        field(out, "permissions", TType.LIST, 9).writeListBegin(new TList(TType.I32, permissions.size()));
        for (int permission : permissions) {
            out.writeI32(permission);
        }
        out.writeListEnd();
        field(out, "status", TType.I32, 10).writeI32(user.status());
        field(out, "createTime", TType.I64, 11).writeI64(user.createTime().toEpochSecond(ZoneOffset.UTC));
        field(out, "updateTime", TType.I64, 12).writeI64(user.updateTime().toEpochSecond(ZoneOffset.UTC));
        out.writeFieldStop();
        out.writeStructEnd();
    }

    static User readUser(TProtocol in) throws TException {
        UserFields user = new UserFields();
        readStruct(in, field -> user.read(in, field));
        return user.toUser();
    }

    static void writePage(TProtocol out, Page<User> page) throws TException {
        out.writeStructBegin(PAGE);
        field(out, "pageNo", TType.I32, 1).writeI32(page.pageNo());
        field(out, "total", TType.I32, 2).writeI32(page.total());
        field(out, "result", TType.LIST, 3)
                .writeListBegin(new TList(TType.STRUCT, page.result().size()));
        for (User user : page.result()) {
            writeUser(out, user);
        }
        out.writeListEnd();
        out.writeFieldStop();
        out.writeStructEnd();
    }

    static Page<User> readPage(TProtocol in) throws TException {
        int[] numbers = new int[2];
        List<User> users = new ArrayList<>();
        readStruct(in, field -> {
            switch (field.id) {
                case 1, 2 -> numbers[field.id - 1] = in.readI32();
                case 3 -> {
                    int size = in.readListBegin().size;
                    for (int i = 0; i < size; i++) {
                        users.add(readUser(in));
                    }
                    in.readListEnd();
                }
                default -> TProtocolUtil.skip(in, field.type);
            }
        });
        return new Page<>(numbers[0], numbers[1], users);
    }

    static TProtocol field(TProtocol out, String name, byte type, int id) throws TException {
        out.writeFieldBegin(new TField(name, type, (short) id));
        return out;
    }

    static void readStruct(TProtocol in, FieldReader reader) throws TException {
        in.readStructBegin();
        for (TField field = in.readFieldBegin(); field.type != TType.STOP; field = in.readFieldBegin()) {
            reader.read(field);
            in.readFieldEnd();
        }
        in.readStructEnd();
    }

    /** Reads the value of one field, or skips it. */
    @FunctionalInterface
    interface FieldReader {
        void read(TField field) throws TException;
    }

    /** What has been read of a user. */
    private static final class UserFields {
        private long id;
        private int sex;
        private int birthday;
        private int status;
        private long createTime;
        private long updateTime;
        private final String[] texts = new String[9]; // by field id
        private List<Integer> permissions = List.of();

        void read(TProtocol in, TField field) throws TException {
            switch (field.id) {
                case 1 -> id = in.readI64();
                case 2, 5, 6, 7, 8 -> texts[field.id] = in.readString();
                case 3 -> sex = in.readI32();
                case 4 -> birthday = in.readI32();
                case 9 -> permissions = readPermissions(in);
                case 10 -> status = in.readI32();
                case 11 -> createTime = in.readI64();
                case 12 -> updateTime = in.readI64();
                default -> TProtocolUtil.skip(in, field.type);
            }
        }

        User toUser() {
            return new User(
                    id,
                    texts[2],
                    sex,
                    LocalDate.ofEpochDay(birthday),
                    texts[5],
                    texts[6],
                    texts[7],
                    texts[8],
                    permissions,
                    status,
                    LocalDateTime.ofEpochSecond(createTime, 0, ZoneOffset.UTC),
                    LocalDateTime.ofEpochSecond(updateTime, 0, ZoneOffset.UTC));
        }

        private static List<Integer> readPermissions(TProtocol in) throws TException {
            int size = in.readListBegin().size;
            List<Integer> permissions = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                permissions.add(in.readI32());
            }
            in.readListEnd();
            return permissions;
        }
    }
}
