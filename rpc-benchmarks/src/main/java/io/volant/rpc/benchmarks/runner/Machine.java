package io.volant.rpc.benchmarks.runner;

import com.sun.management.OperatingSystemMXBean;
import io.netty.channel.epoll.Epoll;
import io.volant.rpc.benchmarks.report.Environment;
import io.volant.rpc.benchmarks.system.RunningServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What there is to say of this machine and JVM. */
public final class Machine {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final double MILLIS_PER_SECOND = TimeUnit.SECONDS.toMillis(1);

    private Machine() {}

    /** One word without blanks that differs between machines whose figures cannot be compared. */
    public static String fingerprint() {
        return (cpu() + "," + cores() + "-cores," + os()).replace(' ', '_');
    }

    static Environment environment(Plan plan) {
        return environment(plan.jvmArgs(), plan.rounds(), plan.time(), plan.warmup());
    }

    /** Of a run with these arguments of all JVMs, so many rounds, and so long runs and warm-ups. */
    public static Environment environment(List<String> jvmArgs, int rounds, Duration time, Duration warmup) {
        return new Environment(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                version(),
                System.getProperty("java.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                os(),
                cpu(),
                cores(),
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize() >> 20,
                Epoll.isAvailable() ? "epoll" : "nio",
                jvmArgs,
                RunningServer.WORKERS_QUEUE,
                rounds,
                time.toMillis() / MILLIS_PER_SECOND,
                warmup.toMillis() / MILLIS_PER_SECOND);
    }

    /** With the commit, where {@code ./volant} tells it. */
    private static String version() {
        String version = Optional.ofNullable(Machine.class.getPackage().getImplementationVersion())
                .orElse("unpackaged");
        String commit = Objects.requireNonNullElse(System.getenv("VOLANT_COMMIT"), "");
        return commit.isBlank() ? version : version + " of " + commit;
    }

    private static String os() {
        return System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch");
    }

    private static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static String cpu() {
        try {
            return Files.readAllLines(CPU_INFO).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown"; // not Linux
        }
    }
}
