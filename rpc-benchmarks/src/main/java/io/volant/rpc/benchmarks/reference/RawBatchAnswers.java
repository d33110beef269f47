package io.volant.rpc.benchmarks.reference;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.volant.rpc.examples.user.UserService;

/** The server's end of R2. */
final class RawBatchAnswers extends BatchHandler {
    private final UserService users;

    RawBatchAnswers(UserService users) {
        this.users = users;
    }

    @Override
    void onFrame(ChannelHandlerContext ctx, ByteBuf in, int end) {
        ByteBuf answers = out(ctx);
        int start = answers.writerIndex();
        int method = in.readByte();
        answers.writeInt(0).writeByte(method).writeInt(in.readInt());
        HandCodec.answer(method, in, answers, users);
        answers.setInt(start, answers.writerIndex() - start - Integer.BYTES);
    }
}
