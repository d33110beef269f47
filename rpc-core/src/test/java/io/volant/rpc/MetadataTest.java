package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTest {
    @Test
    void isImmutable() {
        Metadata one = Metadata.of("a", "1");
        Metadata two = one.with("b", "2").with("a", "3");

        assertThat(one.get("a")).contains("1");
        assertThat(one.get("b")).isEmpty();
        assertThat(two.get("a")).contains("3");
        assertThat(two.keys()).containsExactly("a", "b");
        assertThatThrownBy(() -> two.keys().remove("a")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void copiesBytesInAndOut() {
        byte[] bytes = {1, 2, 3};
        Metadata metadata = Metadata.empty().with("raw", bytes);
        bytes[0] = 9;
        metadata.bytes("raw").orElseThrow()[1] = 9;

        assertThat(metadata.bytes("raw")).hasValue(new byte[] {1, 2, 3});
    }

    @Test
    void mergesWithTheOtherWinning() {
        Metadata merged = Metadata.of("a", "1")
                .with("b", "1")
                .withAll(Metadata.of("b", "2").with("c", "2"));

        assertThat(merged.get("a")).contains("1");
        assertThat(merged.get("b")).contains("2");
        assertThat(merged.get("c")).contains("2");
        assertThat(Metadata.empty().withAll(merged)).isSameAs(merged);
        assertThat(merged.withAll(Metadata.empty())).isSameAs(merged);
    }

    @Test
    void isEqualByContentWhateverTheOrder() {
        Metadata one = Metadata.of("a", "1").with("b", "2");
        Metadata other = Metadata.of("b", "2").with("a", "1");

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one)
                .isNotEqualTo(Metadata.of("a", "1"))
                .isNotEqualTo(Metadata.of("a", "1").with("c", "2"));
        assertThat(one).isNotEqualTo(Metadata.of("a", "1").with("b", "3"));
    }

    @Test
    void showsKeysAndHidesValues() {
        assertThat(Metadata.of("authorization", "secret"))
                .asString()
                .contains("authorization")
                .doesNotContain("secret");
    }

    @Test
    void passesEveryEntry() {
        List<String> keys = new ArrayList<>();

        Metadata.of("a", "1").with("b", "22").forEach((key, value) -> keys.add(key + value.length));

        assertThat(keys).containsExactly("a1", "b2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "x-y_z.0", "0123456789012345678901234567890123456789012345678901234567890123"})
    void takesKeysOfTheWire(String key) {
        assertThat(Metadata.of(key, "v").get(key)).contains("v");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "A", "a b", "ü", "a\n", "01234567890123456789012345678901234567890123456789012345678901234"})
    void refusesOtherKeys(String key) {
        assertThatThrownBy(() -> Metadata.of(key, "v"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("metadata key: \"")
                .hasMessageEndingWith("\" (expected: 1 to 64 characters of a-z 0-9 . _ -)")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void refusesKeysOfTheFramework() {
        assertThatThrownBy(() -> Metadata.of("volant-x", "v"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("metadata key: \"volant-x\" (expected: not the reserved prefix volant-)");
    }
}
