package io.volant.rpc.benchmarks.peers;

import io.volant.rpc.benchmarks.load.Workload;
import java.nio.ByteBuffer;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TType;

/** The methods: the type of the argument, field 1 of the call, and how the server gets the result, field 0 of the reply. */
enum ThriftMethod {
    EXIST_USER("existUser", TType.BOOL) {
        @Override
        void answer(TProtocol in, Reply reply, Workload workload) throws TException {
            boolean exists = workload.existUser(in.readString());
            reply.write(out -> out.writeBool(exists));
        }
    },
    CREATE_USER("createUser", TType.BOOL) {
        @Override
        void answer(TProtocol in, Reply reply, Workload workload) throws TException {
            boolean created = workload.createUser(UsersProtocol.readUser(in));
            reply.write(out -> out.writeBool(created));
        }
    },
    GET_USER("getUser", TType.STRUCT) {
        @Override
        void answer(TProtocol in, Reply reply, Workload workload) throws TException {
            long id = in.readI64();
            reply.write(out -> UsersProtocol.writeUser(out, workload.getUser(id)));
        }
    },
    LIST_USER("listUser", TType.STRUCT) {
        @Override
        void answer(TProtocol in, Reply reply, Workload workload) throws TException {
            int pageNo = in.readI32();
            reply.write(out -> UsersProtocol.writePage(out, workload.listUser(pageNo)));
        }
    },
    ECHO("echo", TType.STRING) {
        @Override
        void answer(TProtocol in, Reply reply, Workload workload) throws TException {
            byte[] content = bytes(in.readBinary());
            reply.write(out -> out.writeBinary(ByteBuffer.wrap(workload.echo(content))));
        }
    },
    BULK("bulk", TType.STRING) {
        @Override
        void answer(TProtocol in, Reply reply, Workload workload) throws TException {
            int length = in.readI32();
            reply.write(out -> out.writeBinary(ByteBuffer.wrap(workload.bulk(length))));
        }
    };

    private final String wireName;
    private final byte resultType;

    ThriftMethod(String wireName, byte resultType) {
        this.wireName = wireName;
        this.resultType = resultType;
    }

    String wireName() {
        return wireName;
    }

    byte resultType() {
        return resultType;
    }

    /** Reads the argument, asks the workload, and has the reply written. */
    abstract void answer(TProtocol in, Reply reply, Workload workload) throws TException;

    static ThriftMethod of(String wireName) {
        for (ThriftMethod method : values()) {
            if (method.wireName.equals(wireName)) {
                return method;
            }
        }
        throw new IllegalArgumentException("method: " + wireName + " (expected: one of the service)");
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    /** Writes the value of a result. */
    @FunctionalInterface
    interface Writer {
        void write(TProtocol out) throws TException;
    }

    /** Keeps what writes the result until the call is read to its end. */
    interface Reply {
        void write(Writer writer) throws TException;
    }
}
