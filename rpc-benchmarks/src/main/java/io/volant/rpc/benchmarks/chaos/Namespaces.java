package io.volant.rpc.benchmarks.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Two network namespaces with a cable (veth) between them: the server that the fault meets has one to itself, all others are in the other
 * one. The kernel drops packets of the cable by rules of nftables, so that TCP itself has to bear it. Nothing is added to the
 * namespace of the machine, and its addresses are met nowhere else. Both are deleted by {@link #close}, when this JVM ends by a signal
 * that it can catch, and after a SIGKILL by the next who creates some.
 */
final class Namespaces implements Surroundings {
    private static final String PREFIX = "volant-chaos-";
    private static final Path ALL = Path.of("/run/netns");
    private static final String HOST = "10.213.0.1";
    private static final String VICTIM_HOST = "10.213.0.2";

    private final int victim;
    private final String others;
    private final String alone;
    private final Thread hook = new Thread(this::delete, "deletes network namespaces");

    private Namespaces(int victim, String name) {
        this.victim = victim;
        this.others = name + "-a";
        this.alone = name + "-b";
    }

    /** Why there can be none: found out by making one. */
    static Optional<String> missing() {
        String probe = PREFIX + ProcessHandle.current().pid() + "-probe";
        try {
            if (!Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
                return Optional.of("only root may make network namespaces");
            }
            SystemCommand.run("nft", "--version");
            SystemCommand.run("ip", "netns", "add", probe);
            SystemCommand.run("ip", "netns", "exec", probe, "nft", "add", "table", "inet", "probe");
            return Optional.empty();
        } catch (IOException | IllegalStateException e) {
            return Optional.of("needs apt-get install iproute2 nftables, and the right to make network namespaces: "
                    + e.getMessage());
        } finally {
            deleteIfThere(probe);
        }
    }

    /** @param victim the number of the server that has a namespace to itself */
    static Namespaces create(int victim) {
        deleteThoseLeftBehind();
        Namespaces made =
                new Namespaces(victim, PREFIX + ProcessHandle.current().pid());
        Runtime.getRuntime().addShutdownHook(made.hook);
        try {
            made.connect();
            return made;
        } catch (Throwable e) {
            made.close();
            throw e;
        }
    }

    private void connect() {
        SystemCommand.run("ip", "netns", "add", others);
        SystemCommand.run("ip", "netns", "add", alone);
        SystemCommand.run(
                "ip", "-n", others, "link", "add", "cable", "type", "veth", "peer", "name", "cable", "netns", alone);
        for (String name : List.of(others, alone)) {
            String address = name.equals(others) ? HOST : VICTIM_HOST;
            SystemCommand.run("ip", "-n", name, "address", "add", address + "/30", "dev", "cable");
            SystemCommand.run("ip", "-n", name, "link", "set", "cable", "up");
            SystemCommand.run("ip", "-n", name, "link", "set", "lo", "up");
        }
        nft("add table inet chaos");
        nft("add chain inet chaos in { type filter hook input priority 0 ; }");
        nft("add chain inet chaos out { type filter hook output priority 0 ; }");
    }

    /** From now on this is done to packets that the lone server gets, such as {@code drop}. */
    void toVictim(String rule) {
        nft("add rule inet chaos in iifname cable " + rule);
    }

    /** From now on this is done to packets that the lone server sends. */
    void fromVictim(String rule) {
        nft("add rule inet chaos out oifname cable " + rule);
    }

    /** A good cable again. */
    void heal() {
        nft("flush table inet chaos");
    }

    /** Packets that rules were applied to since the cable was good. */
    long met() {
        return NftCounters.packets(nft("list table inet chaos"));
    }

    private String nft(String words) {
        List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", alone, "nft"));
        command.addAll(List.of(words.split(" ", -1)));
        return SystemCommand.run(command.toArray(String[]::new));
    }

    @Override
    public List<String> launcher(int server) {
        return List.of("ip", "netns", "exec", server == victim ? alone : others);
    }

    @Override
    public String host(int server) {
        return server == victim ? VICTIM_HOST : HOST;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // this JVM is ending, and the hook does its work
        }
        delete();
    }

    private void delete() {
        deleteIfThere(others);
        deleteIfThere(alone);
    }

    private static void deleteThoseLeftBehind() {
        if (!Files.isDirectory(ALL)) {
            return;
        }
        List<String> left = new ArrayList<>();
        try (DirectoryStream<Path> names = Files.newDirectoryStream(ALL, PREFIX + "*")) {
            for (Path path : names) {
                String name = path.getFileName().toString();
                long owner = Long.parseLong(name.split("-", -1)[2]);
                if (ProcessHandle.of(owner).isEmpty()) {
                    left.add(name);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        left.forEach(Namespaces::deleteIfThere);
    }

    private static void deleteIfThere(String name) {
        if (Files.exists(ALL.resolve(name))) {
            SystemCommand.run("ip", "netns", "delete", name);
        }
    }
}
