package io.volant.rpc.examples.console;

import java.util.Optional;

/** What runs here: the first line of a report of a fault. */
public final class Versions {
    private Versions() {}

    public static String line() {
        return "volant " + volant()
                + "  JDK " + System.getProperty("java.version")
                + "  " + Runtime.getRuntime().availableProcessors() + " cores"
                + "  " + System.getProperty("os.name");
    }

    public static String volant() {
        return Optional.ofNullable(Versions.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
    }
}
