package io.volant.rpc;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Collects what is wrong with an interface, so that all of it is reported at once. Confined to one thread. */
public final class Mistakes {
    private final String subject;
    private final Map<String, Set<String>> found =
            new TreeMap<>(); // by place, then in the order in which they were found

    /** For the interface {@code type}. */
    public Mistakes(Class<?> type) {
        this.subject = type.getName();
    }

    /** Adds one mistake of a method, such as {@code parameter 1: List is open; name its type arguments}. */
    public void add(MethodDescriptor method, String text) {
        add(InterfaceParser.describe(method.method()), text);
    }

    void add(String where, String text) {
        found.computeIfAbsent(where, w -> new LinkedHashSet<>()).add(where + ": " + text);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** The mistakes, sorted by method. */
    public List<String> found() {
        return found.values().stream().flatMap(Collection::stream).toList();
    }

    /** Throws an {@link IllegalArgumentException} that lists everything found; does nothing when that is nothing. */
    public void throwIfAny() {
        if (found.isEmpty()) {
            return;
        }
        List<String> lines = found();
        String count = lines.size() == 1 ? " has 1 mistake:" : " has " + lines.size() + " mistakes:";
        throw new IllegalArgumentException(subject + count + "\n  " + String.join("\n  ", lines));
    }
}
