package io.volant.rpc.benchmarks.peers;

import io.volant.rpc.benchmarks.peer.PeerWorkload;
import io.volant.rpc.examples.user.Page;
import io.volant.rpc.examples.user.User;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TStruct;
import org.apache.thrift.protocol.TType;

/** The client's end, as a generated client does it: a connection per thread, since it carries one call at a time. */
final class ThriftUsers implements PeerWorkload {
    private static final TStruct ARGUMENTS = new TStruct("args");

    private final ThreadLocal<TProtocol> connections;

    ThriftUsers(Supplier<TProtocol> connect) {
        this.connections = ThreadLocal.withInitial(connect);
    }

    @Override
    public boolean existUser(String email) {
        return call(ThriftMethod.EXIST_USER, TType.STRING, out -> out.writeString(email), TProtocol::readBool);
    }

    @Override
    public boolean createUser(User user) {
        return call(
                ThriftMethod.CREATE_USER, TType.STRUCT, out -> UsersProtocol.writeUser(out, user), TProtocol::readBool);
    }

    @Override
    public User getUser(long id) {
        return call(ThriftMethod.GET_USER, TType.I64, out -> out.writeI64(id), UsersProtocol::readUser);
    }

    @Override
    public Page<User> listUser(int pageNo) {
        return call(ThriftMethod.LIST_USER, TType.I32, out -> out.writeI32(pageNo), UsersProtocol::readPage);
    }

    @Override
    public byte[] echo(byte[] content) {
        return call(
                ThriftMethod.ECHO,
                TType.STRING,
                out -> out.writeBinary(ByteBuffer.wrap(content)),
                in -> ThriftMethod.bytes(in.readBinary()));
    }

    @Override
    public byte[] bulk(int length) {
        return call(
                ThriftMethod.BULK, TType.I32, out -> out.writeI32(length), in -> ThriftMethod.bytes(in.readBinary()));
    }

    private <T> T call(ThriftMethod method, byte type, ThriftMethod.Writer argument, Reader<T> reader) {
        TProtocol protocol = connections.get();
        try {
            protocol.writeMessageBegin(new TMessage(method.wireName(), TMessageType.CALL, 0));
            protocol.writeStructBegin(ARGUMENTS);
            UsersProtocol.field(protocol, "argument", type, 1);
            argument.write(protocol);
            protocol.writeFieldEnd();
            protocol.writeFieldStop();
            protocol.writeStructEnd();
            protocol.writeMessageEnd();
            protocol.getTransport().flush();
            if (protocol.readMessageBegin().type != TMessageType.REPLY) {
                throw new IllegalStateException(method.wireName() + " was not answered with a reply");
            }
            Object[] result = new Object[1];
            UsersProtocol.readStruct(protocol, field -> result[0] = reader.read(protocol));
            protocol.readMessageEnd();
            @SuppressWarnings("unchecked") // what the reader has read
            T value = (T) result[0];
            return value;
        } catch (TException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads the value of a result. */
    @FunctionalInterface
    private interface Reader<T> {
        T read(TProtocol in) throws TException;
    }
}
