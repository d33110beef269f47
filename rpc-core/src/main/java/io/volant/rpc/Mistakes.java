package io.volant.rpc;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with an interface, so that all of it is reported at once. Confined to one thread. */
public final class Mistakes {
    private final String subject;
    private final List<String> found = new ArrayList<>();

    /** For the interface {@code type}. */
    public Mistakes(Class<?> type) {
        this.subject = type.getName();
    }

    /** Adds one mistake of a method, such as {@code parameter 1: Object is open; name a type}. */
    public void add(MethodDescriptor method, String text) {
        add(InterfaceParser.describe(method.method()), text);
    }

    void add(String where, String text) {
        String line = where + ": " + text;
        if (!found.contains(line)) {
            found.add(line);
        }
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** The mistakes, in the order in which they were found. */
    public List<String> found() {
        return List.copyOf(found);
    }

    /** Throws an {@link IllegalArgumentException} that lists everything found; does nothing when that is nothing. */
    public void throwIfAny() {
        if (found.isEmpty()) {
            return;
        }
        String count = found.size() == 1 ? " has 1 mistake:" : " has " + found.size() + " mistakes:";
        throw new IllegalArgumentException(subject + count + "\n  " + String.join("\n  ", found));
    }
}
