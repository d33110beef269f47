package io.volant.rpc.benchmarks.chaos;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The counters in what {@code nft list} prints. */
final class NftCounters {
    private static final Pattern COUNTER = Pattern.compile("\\bcounter packets (\\d+) bytes \\d+");

    private NftCounters() {}

    /** Packets, of all counters together. */
    static long packets(String listing) {
        return COUNTER.matcher(listing)
                .results()
                .map(MatchResult::group)
                .mapToLong(NftCounters::number)
                .sum();
    }

    private static long number(String counter) {
        return Long.parseLong(counter.split(" ", -1)[2]);
    }
}
