package io.volant.rpc.examples.demo;

import io.volant.rpc.examples.console.Versions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The totals of a run as a file for programs. */
final class JsonReport {
    private JsonReport() {}

    static void write(Path file, String run, int seconds, Verdict verdict, Meter meter, Crashes crashes) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("run", run);
        report.put("ok", verdict.ok());
        report.put("environment", environment());
        report.put("seconds", seconds);
        report.put("calls", verdict.calls());
        report.put("errors", verdict.errors());
        report.put("unknown", verdict.unknown());
        crashes.recovery().ifPresent(time -> report.put("recoveryMillis", time.toNanos() / 1e6));
        if (verdict.joined()) {
            report.put("executions", verdict.executions());
        }
        for (Verdict.Fault fault : Verdict.Fault.values()) {
            report.put(fault.toString(), verdict.found(fault));
        }
        List<Map<String, Object>> methods = new ArrayList<>();
        for (CallKind kind : CallKind.values()) {
            methods.add(method(kind, verdict, meter));
        }
        report.put("methods", methods);
        JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValue(file.toFile(), report);
    }

    private static Map<String, Object> environment() {
        Map<String, Object> environment = new LinkedHashMap<>();
        environment.put("volant", Versions.volant());
        environment.put("jdk", System.getProperty("java.version"));
        environment.put("os", System.getProperty("os.name"));
        environment.put("cores", Runtime.getRuntime().availableProcessors());
        return environment;
    }

    private static Map<String, Object> method(CallKind kind, Verdict verdict, Meter meter) {
        Map<String, Object> method = new LinkedHashMap<>();
        method.put("method", kind.methodName());
        method.put("kind", kind.style().toString());
        method.put("idempotent", kind.idempotent());
        method.put("calls", verdict.calls(kind));
        method.put("ok", verdict.count(kind, CallState.OK));
        method.put("wrong", verdict.count(kind, CallState.WRONG));
        method.put("errors", verdict.errors(kind));
        method.put("unknown", verdict.unknown(kind));
        if (verdict.joined()) {
            method.put("executed", verdict.executed(kind));
        }
        if (kind.style() != CallKind.Style.ONE_WAY) {
            method.put("p50Micros", meter.micros(kind, 50));
            method.put("p99Micros", meter.micros(kind, 99));
            method.put("p999Micros", meter.micros(kind, 99.9));
        }
        return method;
    }
}
