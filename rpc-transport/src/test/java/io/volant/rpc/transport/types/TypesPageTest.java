package io.volant.rpc.transport.types;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The page for users lists what the suite calls, no more and no less. */
class TypesPageTest {
    @Test
    void thePageIsWhatTheSuiteWrites() {
        if (Boolean.getBoolean("volant.types.write")) {
            TypesPage.write();
        }
        assertThat(TypesPage.written())
                .as("docs/types.md; -Dvolant.types.write=true writes it")
                .isEqualTo(TypesPage.text());
    }
}
