package io.volant.rpc;

import java.util.List;

/** An {@link RpcService} interface, parsed once. Immutable. */
public final class ServiceDescriptor {
    private final Class<?> type;
    private final String name;
    private final String version;
    private final List<MethodDescriptor> methods;

    ServiceDescriptor(Class<?> type, String name, String version, List<MethodDescriptor> methods) {
        this.type = type;
        this.name = name;
        this.version = version;
        this.methods = List.copyOf(methods);
    }

    /**
     * Parses an interface. What is wrong with its methods is added to {@code mistakes}, so that whoever looks further can add what
     * it finds before all is reported together; with mistakes, the result serves for nothing else.
     *
     * @throws IllegalArgumentException if {@code type} is not a service at all
     */
    public static ServiceDescriptor parse(Class<?> type, Mistakes mistakes) {
        return new InterfaceParser(type, mistakes).parse();
    }

    public Class<?> type() {
        return type;
    }

    public String name() {
        return name;
    }

    public String version() {
        return version;
    }

    /** The remote methods, sorted by signature; {@link MethodDescriptor#index()} is the position in this list. */
    public List<MethodDescriptor> methods() {
        return methods;
    }

    /** {@code name:version}, as it stands in messages. */
    @Override
    public String toString() {
        return name + ":" + version;
    }
}
