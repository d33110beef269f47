package io.volant.rpc.examples.console;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Writers on the standard streams that can print what is not ASCII, also where no locale is set. */
public final class Output {
    private Output() {}

    public static PrintWriter on(OutputStream stream) {
        return new PrintWriter(stream, true, charset(System.getProperty("native.encoding", "UTF-8")));
    }

    /** The terminal's own charset, but UTF-8 where only the locale is missing. */
    static Charset charset(String nativeEncoding) {
        Charset named = Charset.isSupported(nativeEncoding) ? Charset.forName(nativeEncoding) : StandardCharsets.UTF_8;
        return named.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : named;
    }
}
