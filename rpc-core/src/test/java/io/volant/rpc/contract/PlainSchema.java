package io.volant.rpc.contract;

import io.volant.rpc.MethodDescriptor;
import io.volant.rpc.SchemaDifference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Schema text of the test serializer: a line for the method, then a line per record it reaches.
 *
 * <pre>
 * method greet(object demo.Person) object demo.Greeting
 * demo.Person {name:String, age:int}
 * </pre>
 */
final class PlainSchema {
    private PlainSchema() {}

    static String text(MethodDescriptor method, List<PlainShape> parameters, PlainShape result) {
        Map<String, String> records = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder("method ").append(method.name()).append("(");
        for (PlainShape parameter : parameters) {
            text.append(parameter.name()).append(';');
            parameter.describe(records);
        }
        text.append(") ").append(result.name()).append(method.oneway() ? " oneway" : "");
        result.describe(records);
        records.forEach((name, fields) ->
                text.append('\n').append(name).append(" {").append(fields).append('}'));
        return text.toString();
    }

    static SchemaDifference compare(MethodDescriptor method, String here, String there) {
        Map<String, String> fieldsHere = fields(here);
        Map<String, String> fieldsThere = fields(there);
        List<String> lines = new ArrayList<>();
        String subject = method.toString();
        for (Map.Entry<String, String> field : fieldsHere.entrySet()) {
            String other = fieldsThere.get(field.getKey());
            if (!field.getValue().equals(other)) {
                subject = field.getKey().substring(0, field.getKey().indexOf('.'));
                lines.add(field.getKey() + ": " + field.getValue() + " here, " + (other == null ? "missing" : other)
                        + " there");
            }
        }
        fieldsThere.keySet().stream()
                .filter(field -> !fieldsHere.containsKey(field))
                .forEach(field -> lines.add(field + ": missing here, " + fieldsThere.get(field) + " there"));
        if (lines.isEmpty()) {
            lines.add(here.lines().findFirst().orElse("") + " here, "
                    + there.lines().findFirst().orElse("") + " there");
        }
        return new SchemaDifference(subject, lines);
    }

    private static Map<String, String> fields(String schema) {
        Map<String, String> fields = new LinkedHashMap<>();
        schema.lines().skip(1).forEach(line -> {
            String name = line.substring(0, line.indexOf(' '));
            String simple = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
            String body = line.substring(line.indexOf('{') + 1, line.length() - 1);
            for (String field : body.split(", ", -1)) {
                int colon = field.indexOf(':');
                if (colon > 0) {
                    fields.put(simple + "." + field.substring(0, colon), field.substring(colon + 1));
                }
            }
        });
        return fields;
    }
}
