package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * What travels beside the arguments or the result: a few named values, in both directions. Immutable.
 *
 * <p>Keys are 1 to 64 characters of {@code a-z 0-9 . _ -}; those that start with {@code volant-} are reserved for the framework.
 */
public final class Metadata {
    private static final Metadata EMPTY = new Metadata(Map.of());
    private static final int MAX_KEY_LENGTH = 64;
    static final String RESERVED_PREFIX = "volant-";

    private final Map<String, byte[]> entries;

    private Metadata(Map<String, byte[]> entries) {
        this.entries = entries;
    }

    public static Metadata empty() {
        return EMPTY;
    }

    public static Metadata of(String key, String value) {
        return EMPTY.with(key, value);
    }

    /** A note of the framework, which no peer can send. */
    static Metadata reserved(String key, String value) {
        return new Metadata(Map.of(key, value.getBytes(StandardCharsets.UTF_8)));
    }

    /** A copy with {@code value}, as UTF-8, under {@code key}, replacing an earlier value. */
    public Metadata with(String key, String value) {
        return withOwned(key, requireNonNull(value, "value").getBytes(StandardCharsets.UTF_8));
    }

    /** A copy with a copy of {@code value} under {@code key}, replacing an earlier value. */
    public Metadata with(String key, byte[] value) {
        return withOwned(key, value.clone());
    }

    /** A copy with all entries of {@code other}, which replace those of the same key. */
    public Metadata withAll(Metadata other) {
        if (other.isEmpty()) {
            return this;
        }
        if (isEmpty()) {
            return other;
        }
        Map<String, byte[]> merged = new LinkedHashMap<>(entries);
        merged.putAll(other.entries);
        return new Metadata(merged);
    }

    /** The value under {@code key} read as UTF-8. */
    public Optional<String> get(String key) {
        byte[] value = entries.get(key);
        return value == null ? Optional.empty() : Optional.of(new String(value, StandardCharsets.UTF_8));
    }

    /** A copy of the value under {@code key}. */
    public Optional<byte[]> bytes(String key) {
        byte[] value = entries.get(key);
        return value == null ? Optional.empty() : Optional.of(value.clone());
    }

    /** The keys, in the order in which they were added. */
    public Set<String> keys() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    public int size() {
        return entries.size();
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Passes every entry, without copying the value: the action must not change or keep it. */
    public void forEach(BiConsumer<String, byte[]> action) {
        entries.forEach(action);
    }

    private Metadata withOwned(String key, byte[] value) {
        checkKey(key);
        Map<String, byte[]> copy = new LinkedHashMap<>(entries);
        copy.put(key, value);
        return new Metadata(copy);
    }

    private static void checkKey(String key) {
        boolean valid = !key.isEmpty() && key.length() <= MAX_KEY_LENGTH;
        for (int i = 0; valid && i < key.length(); i++) {
            char c = key.charAt(i);
            valid = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
        }
        if (!valid) {
            throw new IllegalArgumentException(
                    "metadata key: \"" + printable(key) + "\" (expected: 1 to 64 characters of a-z 0-9 . _ -)");
        }
        if (key.startsWith(RESERVED_PREFIX)) {
            throw new IllegalArgumentException(
                    "metadata key: \"" + key + "\" (expected: not the reserved prefix " + RESERVED_PREFIX + ")");
        }
    }

    private static String printable(String key) {
        String head = key.length() <= MAX_KEY_LENGTH ? key : key.substring(0, MAX_KEY_LENGTH) + "…";
        return head.replaceAll("\\p{Cntrl}", "?");
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Metadata that) || that.size() != size()) {
            return false;
        }
        return entries.entrySet().stream().allMatch(e -> Arrays.equals(e.getValue(), that.entries.get(e.getKey())));
    }

    @Override
    public int hashCode() {
        return entries.keySet().hashCode();
    }

    @Override
    public String toString() {
        return "Metadata" + entries.keySet(); // keys only: values may be credentials
    }
}
