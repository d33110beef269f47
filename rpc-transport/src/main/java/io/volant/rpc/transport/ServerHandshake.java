package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.volant.rpc.ListenOptions;
import io.volant.rpc.Peer;
import io.volant.rpc.PeerText;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first handler of an accepted connection: reads the client's hello, answers it, and makes way for the {@link Link}.
 *
 * <p>Another protocol gets no reply, a hello that cannot be accepted a refusal, and whoever has not said hello within 5 s, however
 * many bytes it sent, is cut off. Confined to the event loop.
 */
final class ServerHandshake extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(ServerHandshake.class);
    private static final long MOST_SECONDS = 5;
    private static final long LINGER_MILLIS = 1_000;

    private final ServerSettings settings;
    private final NettyListening listening;
    private final HelloBuffer hello = new HelloBuffer();
    private @Nullable TimeLimit timeLimit;
    private boolean over;

    ServerHandshake(ServerSettings settings, NettyListening listening) {
        this.settings = settings;
        this.listening = listening;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        listening.handshakes().onBegin(ctx.channel());
        timeLimit = TimeLimit.set(
                ctx.channel().eventLoop(),
                settings.options().runtime().ticker(),
                TimeUnit.SECONDS.toNanos(MOST_SECONDS),
                () -> {
                    log.debug("event=hello_late peer={}", ctx.channel().remoteAddress());
                    ctx.close();
                });
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (over) {
            ((ByteBuf) message).release();
            return;
        }
        try {
            int whole = hello.add((ByteBuf) message);
            if (whole > 0) {
                accept(ctx, HandshakeCodec.readClientHello(hello.bytes(), whole));
            }
        } catch (ProtocolFault fault) {
            settings.options().meter().onProtocolFault();
            log.debug(
                    "event=not_volant peer={} fault=\"{}\"",
                    ctx.channel().remoteAddress(),
                    PeerText.oneLine(String.valueOf(fault.getMessage())));
            finish(ctx);
            ctx.close();
        } catch (HandshakeRefused refused) {
            refuse(ctx, refused.refusal());
        }
    }

    private void accept(ChannelHandlerContext ctx, ClientHello client) {
        ListenOptions options = settings.options();
        int supported = Introductions.supported(options.compression(), options.limits());
        boolean asks = Features.has(client.required(), Features.CHECKSUM)
                || Introductions.asksForChecksum(
                        options.checksum(), ctx.channel().remoteAddress());
        int used = asks ? supported : supported & ~Features.CHECKSUM;
        ServerHello answer = Handshake.answer(client, used, 0, Introductions.ofServer(options, settings.instance()));
        ByteBuf out = NettyLoops.ALLOCATOR.directBuffer();
        HandshakeCodec.write(out, answer);
        ctx.writeAndFlush(out, ctx.voidPromise());
        Agreement agreement = Handshake.accepted(client, answer);
        Peer peer = new Peer(
                Addresses.text(ctx.channel().remoteAddress()),
                client.introduction().name());
        Link<ServerCalls> link = listening.link(ctx.channel(), agreement, peer);
        ByteBuf rest = hello.takeRest();
        finish(ctx);
        ctx.pipeline().replace(this, "link", link);
        link.start();
        listening.onStarted(ctx.channel());
        if (rest.isReadable()) {
            ctx.pipeline().fireChannelRead(rest);
        } else {
            rest.release();
        }
    }

    private void refuse(ChannelHandlerContext ctx, Refusal refusal) {
        log.debug(
                "event=hello_refused peer={} reason=\"{}\"",
                ctx.channel().remoteAddress(),
                PeerText.oneLine(refusal.reason()));
        finish(ctx);
        ByteBuf out = NettyLoops.ALLOCATOR.directBuffer();
        HandshakeCodec.write(out, refusal);
        ctx.writeAndFlush(out)
                .addListener((ChannelFutureListener) sent -> ((DuplexChannel) sent.channel()).shutdownOutput());
        ctx.executor().schedule(() -> ctx.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void finish(ChannelHandlerContext ctx) {
        if (over) {
            return;
        }
        over = true;
        listening.handshakes().onEnd(ctx.channel());
        hello.close();
        if (timeLimit != null) {
            timeLimit.cancel();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        finish(ctx);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        log.debug("event=handshake_broken peer={}", ctx.channel().remoteAddress(), cause);
        finish(ctx);
        ctx.close();
    }
}
