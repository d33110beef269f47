package io.volant.rpc.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordFileTest {
    @TempDir
    Path directory;

    @Test
    void anEntryIsCallMethodAndStateInSixteenBytes() throws Exception {
        Path path = directory.resolve("record");
        try (RecordFile file = RecordFile.create(path)) {
            file.write(file.claim(), 0x0102030405060708L, CallKind.LIST_USER, CallState.BEGUN);
            file.write(file.claim(), 9_121, CallKind.TOUCH, CallState.BEGUN);
            file.update(1, CallState.OK);
        }
        assertThat(Arrays.copyOf(Files.readAllBytes(path), 32))
                .isEqualTo(HexFormat.of()
                        .parseHex("01020304050607080000000400000001" + "00000000000023a10000000700000002"));
    }

    @Test
    void anEntryThatWasClaimedAndNeverWrittenIsSkipped() throws Exception {
        Path path = directory.resolve("record");
        try (RecordFile file = RecordFile.create(path)) {
            file.claim();
            file.write(file.claim(), 2, CallKind.GET_USER, CallState.BEGUN);
        }
        assertThat(read(path)).containsExactly("2 GET_USER BEGUN");
    }

    @Test
    void aRecordGrowsWithItsEntriesAndKeepsThemAll() throws Exception {
        Path path = directory.resolve("record");
        int calls = (1 << 20) + 3; // three more than fit what is mapped at once
        try (RecordFile file = RecordFile.create(path)) {
            for (int call = 1; call <= calls; call++) {
                file.write(file.claim(), call, CallKind.GET_USER, CallState.OK);
            }
        }
        assertThat(read(path)).hasSize(calls).endsWith(calls + " GET_USER OK");
    }

    private static List<String> read(Path path) throws Exception {
        List<String> entries = new ArrayList<>();
        RecordFile.read(path, (call, kind, state) -> entries.add(call + " " + kind + " " + state));
        return entries;
    }
}
