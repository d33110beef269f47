package io.volant.rpc.transport;

import java.io.IOException;
import java.net.BindException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file of a Unix domain socket, which outlives a server that was killed. */
final class SocketFile {
    private SocketFile() {}

    /**
     * Removes the file of a server that is gone, so that another one can listen there.
     *
     * @throws BindException if somebody listens there, or the file is no socket
     */
    static void makeFree(Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        if (Files.isRegularFile(file) || Files.isDirectory(file)) {
            throw new BindException(file + " exists and is no socket");
        }
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            probe.connect(UnixDomainSocketAddress.of(file));
        } catch (IOException nobodyListens) {
            Files.deleteIfExists(file);
            return;
        }
        throw new BindException("in use");
    }
}
