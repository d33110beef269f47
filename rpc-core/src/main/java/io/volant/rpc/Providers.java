package io.volant.rpc;

import java.net.URL;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Finds the default implementations of the three interfaces that have one, with the class loader of this class. */
final class Providers {
    private Providers() {}

    /** The only implementation on the class path. */
    static <T> T one(Class<T> type, String artifact) {
        return find(type).orElseThrow(() -> missing(type, artifact));
    }

    /** The only implementation on the class path, if there is one. */
    static <T> Optional<T> find(Class<T> type) {
        List<ServiceLoader.Provider<T>> found = ServiceLoader.load(type, RpcClient.class.getClassLoader()).stream()
                .toList();
        if (found.size() > 1) {
            throw new IllegalStateException(found.size() + " implementations of " + type.getSimpleName()
                    + " on the class path, give one to the builder or remove the others: "
                    + found.stream().map(Providers::describe).collect(Collectors.joining(", ")));
        }
        return found.stream().findFirst().map(ServiceLoader.Provider::get);
    }

    static IllegalStateException missing(Class<?> type, String artifact) {
        return new IllegalStateException("no " + type.getSimpleName() + " on the class path: add io.volant:" + artifact
                + " (or io.volant:volant for everything).");
    }

    private static String describe(ServiceLoader.Provider<?> provider) {
        CodeSource source = provider.type().getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        return provider.type().getName() + (location == null ? "" : " in " + location);
    }
}
