package io.volant.rpc.benchmarks.peers;

import io.volant.rpc.benchmarks.load.Workload;
import org.apache.thrift.TException;
import org.apache.thrift.TProcessor;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TStruct;

/** The server's end, as a generated processor does it. */
record ThriftProcessor(Workload workload) implements TProcessor {
    private static final TStruct RESULT = new TStruct("result");

    @Override
    public void process(TProtocol in, TProtocol out) throws TException {
        TMessage call = in.readMessageBegin();
        ThriftMethod method = ThriftMethod.of(call.name);
        ThriftMethod.Writer[] result = new ThriftMethod.Writer[1];
        UsersProtocol.readStruct(in, field -> method.answer(in, writer -> result[0] = writer, workload));
        in.readMessageEnd();
        out.writeMessageBegin(new TMessage(call.name, TMessageType.REPLY, call.seqid));
        out.writeStructBegin(RESULT);
        UsersProtocol.field(out, "success", method.resultType(), 0);
        result[0].write(out);
        out.writeFieldEnd();
        out.writeFieldStop();
        out.writeStructEnd();
        out.writeMessageEnd();
        out.getTransport().flush();
    }
}
