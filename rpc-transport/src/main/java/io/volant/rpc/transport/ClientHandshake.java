package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.volant.rpc.ConnectOptions;
import io.volant.rpc.Connection;
import io.volant.rpc.Endpoint;
import io.volant.rpc.Peer;
import io.volant.rpc.RpcException;
import java.util.concurrent.CompletableFuture;

/**
 * The first handler of a connection being made: says hello, reads the answer, and makes way for the {@link Link}.
 *
 * <p>Confined to the event loop. Completes the future of the attempt it belongs to.
 */
final class ClientHandshake extends ChannelInboundHandlerAdapter {
    private final Endpoint endpoint;
    private final ConnectOptions options;
    private final NettyLoops loops;
    private final CompletableFuture<Connection> connected;
    private final HelloBuffer answer = new HelloBuffer();
    private final ClientHello hello;
    private long helloNanos;
    private boolean answering;
    private boolean over;

    ClientHandshake(
            Endpoint endpoint,
            ConnectOptions options,
            NettyLoops loops,
            boolean asksForChecksum,
            CompletableFuture<Connection> connected) {
        this.endpoint = endpoint;
        this.options = options;
        this.loops = loops;
        this.connected = connected;
        this.hello = ClientHello.of(
                Introductions.supported(options.compression(), options.limits()),
                asksForChecksum ? Features.CHECKSUM : 0,
                Introductions.ofClient(options));
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ByteBuf out = NettyLoops.ALLOCATOR.directBuffer();
        HandshakeCodec.write(out, hello);
        helloNanos = options.runtime().ticker().nanoTime();
        ctx.writeAndFlush(out, ctx.voidPromise());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (over) {
            ((ByteBuf) message).release();
            return;
        }
        answering = true;
        try {
            int whole = answer.add((ByteBuf) message);
            if (whole > 0) {
                onAnswer(ctx, HandshakeCodec.readAnswer(answer.bytes(), whole));
            }
        } catch (ProtocolFault fault) {
            fail(
                    ctx,
                    fault.rule() == Rule.MAGIC
                            ? ConnectTexts.notVolant(endpoint, FirstBytes.of(answer.bytes()))
                            : ConnectTexts.brokeProtocol(endpoint, fault));
        }
    }

    private void onAnswer(ChannelHandlerContext ctx, ServerAnswer said) {
        if (said instanceof Refusal refusal) {
            fail(ctx, ConnectTexts.refused(endpoint, refusal));
            return;
        }
        Agreement agreement = Handshake.conclude(hello, (ServerHello) said);
        BodyCompression compression = new BodyCompression(options.compression(), agreement);
        ReplySizes sizes = new ReplySizes();
        Link<ClientCalls> link = link(ctx.channel(), agreement, compression, sizes);
        Peer peer = new Peer(endpoint.toString(), agreement.peer().name());
        NettyConnection connection = new NettyConnection(peer, agreement, link, compression, sizes);
        ByteBuf rest = answer.takeRest();
        over = true;
        ctx.pipeline().replace(this, "link", link);
        link.start();
        if (!connected.complete(connection)) { // given up meanwhile
            connection.close();
        }
        if (rest.isReadable()) {
            ctx.pipeline().fireChannelRead(rest);
        } else {
            rest.release();
        }
    }

    private Link<ClientCalls> link(
            Channel channel, Agreement agreement, BodyCompression compression, ReplySizes sizes) {
        int mostInFlight = Math.min(
                agreement.peer().limits().callsInFlight(), options.limits().maxInFlight());
        return new Link<>(
                channel,
                loops,
                options.runtime().ticker(),
                agreement,
                endpoint.toString(),
                new SendClock(helloNanos),
                options.meter(),
                created -> new ClientCalls(
                        created,
                        agreement,
                        new ConnectionLife(mostInFlight),
                        options.runtime().ticker(),
                        new ReplyReader(
                                agreement.own(),
                                new Assemblies<>(options.limits().assembly()),
                                new Inflation(created, compression, options.runtime()),
                                sizes)));
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        fail(ctx, ConnectTexts.closedEarly(endpoint, answering));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail(ctx, ConnectTexts.broken(endpoint, cause));
    }

    private void fail(ChannelHandlerContext ctx, RpcException why) {
        over = true;
        answer.close();
        connected.completeExceptionally(why);
        ctx.close();
    }
}
