package io.volant.rpc.serialization;

import io.volant.rpc.SchemaDifference;
import io.volant.rpc.serialization.SchemaText.Definition;
import io.volant.rpc.serialization.SchemaText.MethodLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in words how two schema texts of a method differ, seen from this side. */
final class SchemaComparison {
    private static final int MOST_LINES = 20;
    private static final int LONGEST_LINE = 300;
    private static final int LONGEST_SCHEMA = 1 << 20;
    private static final String ONE_OF = "oneof(";

    private final SchemaText here;
    private final SchemaText there;
    private final List<String> lines = new ArrayList<>();
    private @Nullable String subject;

    private SchemaComparison(SchemaText here, SchemaText there) {
        this.here = here;
        this.there = there;
    }

    static SchemaDifference compare(String here, String there) {
        String bounded = there.length() > LONGEST_SCHEMA ? there.substring(0, LONGEST_SCHEMA) : there;
        SchemaComparison comparison = new SchemaComparison(SchemaText.parse(here), SchemaText.parse(bounded));
        comparison.run();
        return comparison.result();
    }

    private void run() {
        String method = here.method().name();
        if (!here.format().equals(there.format())) {
            add(method, method + " format: " + here.format() + " here, " + there.format() + " there");
            return;
        }
        compare(here.method(), there.method());
        for (Definition definition : here.definitions().values()) {
            Definition other = there.definitions().get(definition.name());
            if (other != null && !definition.equals(other)) {
                compare(definition, other);
            } else if (other != null && !orderOf(definition).equals(orderOf(other))) {
                compareOrder(definition, other);
            }
        }
        for (Renaming renaming : Renaming.between(here, there)) {
            String both = TypeText.contrast(renaming.here(), renaming.there());
            add(
                    TypeText.show(renaming.here(), false),
                    both + ": the same under another name; @RpcType(name = \u2026) keeps a name");
        }
        if (lines.isEmpty()) {
            add(method, method + ": the two sides describe it in different words");
        }
    }

    private void compare(MethodLine mine, MethodLine other) {
        String name = mine.name();
        if (!mine.style().equals(other.style())) {
            add(name, name + " style: " + mine.style() + " here, " + other.style() + " there");
        }
        int parameters = Math.max(mine.parameters().size(), other.parameters().size());
        for (int i = 0; i < parameters; i++) {
            compareTypes(name, name + " parameter " + (i + 1), at(mine.parameters(), i), at(other.parameters(), i));
        }
        compareTypes(name, name + " result", mine.result(), other.result());
        Set<String> exceptions = new LinkedHashSet<>(mine.exceptions());
        exceptions.addAll(other.exceptions());
        for (String exception : exceptions) {
            compareTypes(
                    name,
                    name + " throws",
                    mine.exceptions().contains(exception) ? exception : "",
                    other.exceptions().contains(exception) ? exception : "");
        }
    }

    private static String at(List<String> types, int index) {
        return index < types.size() ? types.get(index) : "";
    }

    private void compare(Definition mine, Definition other) {
        String owner = TypeText.show(mine.name(), false);
        if (!mine.kind().equals(other.kind())) {
            add(owner, owner + ": " + mine.kind() + " here, " + other.kind() + " there");
            return;
        }
        if (mine.kind().equals("union")) {
            compareCases(owner, owner, mine.entries().keySet(), other.entries().keySet());
            return;
        }
        Set<String> entries = new LinkedHashSet<>(mine.entries().keySet());
        entries.addAll(other.entries().keySet());
        for (String entry : entries) {
            String where = owner + "." + entry;
            String type = mine.entries().get(entry);
            String otherType = other.entries().get(entry);
            if (mine.kind().equals("enum")) {
                if (type == null || otherType == null) {
                    add(
                            owner,
                            where + (type == null ? ": missing here, present there" : ": present here, missing there"));
                }
            } else {
                compareTypes(owner, where, type == null ? "" : type, otherType == null ? "" : otherType);
            }
        }
        if (mine.entries().keySet().equals(other.entries().keySet())) {
            compareOrder(mine, other);
        }
    }

    private void compareOrder(Definition mine, Definition other) {
        if (!orderOf(mine).equals(orderOf(other))) {
            String owner = TypeText.show(mine.name(), false);
            add(
                    owner,
                    owner + ": in the order " + String.join(", ", orderOf(mine)) + " here, "
                            + String.join(", ", orderOf(other)) + " there");
        }
    }

    private static List<String> orderOf(Definition definition) {
        return List.copyOf(definition.entries().keySet());
    }

    /** Compares two types; an empty text is one that is missing. */
    private void compareTypes(String owner, String where, String mine, String other) {
        if (mine.equals(other)) {
            return;
        }
        if (mine.startsWith(ONE_OF) && other.startsWith(ONE_OF)) {
            compareCases(owner, where, casesOf(mine), casesOf(other));
            return;
        }
        String missing = "missing";
        add(
                owner,
                where + ": " + TypeText.contrast(mine.isEmpty() ? missing : mine, other.isEmpty() ? missing : other));
    }

    private void compareCases(String owner, String where, Set<String> mine, Set<String> others) {
        Set<String> hereOnly = without(mine, others);
        Set<String> thereOnly = without(others, mine);
        boolean alike = !Collections.disjoint(shown(hereOnly, false), shown(thereOnly, false));
        shown(hereOnly, alike).forEach(one -> add(owner, where + ": case " + one + " here only"));
        shown(thereOnly, alike).forEach(one -> add(owner, where + ": case " + one + " there only"));
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> rest = new LinkedHashSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    private static Set<String> shown(Set<String> types, boolean packages) {
        return types.stream()
                .map(type -> TypeText.show(type, packages))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> casesOf(String oneOf) {
        int close = TypeText.closing(oneOf, ONE_OF.length() - 1);
        return new LinkedHashSet<>(TypeText.split(oneOf.substring(ONE_OF.length(), close)));
    }

    private void add(String owner, String line) {
        if (subject == null) {
            subject = owner;
        }
        lines.add(harmless(line));
    }

    private SchemaDifference result() {
        List<String> shown = lines.size() <= MOST_LINES ? lines : new ArrayList<>(lines.subList(0, MOST_LINES));
        if (lines.size() > MOST_LINES) {
            shown.add("and " + (lines.size() - MOST_LINES) + " more");
        }
        return new SchemaDifference(harmless(String.valueOf(subject)), shown);
    }

    /** Half of the text is the other side's: nothing of it may steer a terminal or fill a log. */
    private static String harmless(String line) {
        String bounded = line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "\u2026" : line;
        StringBuilder clean = new StringBuilder(bounded);
        for (int i = 0; i < clean.length(); i++) {
            if (Character.isISOControl(clean.charAt(i))) {
                clean.setCharAt(i, '?');
            }
        }
        return clean.toString();
    }
}
