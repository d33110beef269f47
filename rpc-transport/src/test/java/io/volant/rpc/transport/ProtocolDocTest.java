package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The specification and the code say the same. */
class ProtocolDocTest {
    private static final ProtocolDocument DOCUMENT = ProtocolDocument.read();
    private static final BodyExamples BODIES = new BodyExamples();
    private static final UnionExamples UNIONS = new UnionExamples();

    @ParameterizedTest
    @MethodSource("ids")
    void anExampleIsWrittenAsItStandsThere(String id) {
        assertThat(Bytes.hex(Bytes.written(example(id).encode()))).isEqualTo(hexOf(id));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void anExampleIsReadAsItStandsThere(String id) {
        example(id).decode().accept(Bytes.of(hexOf(id)));
    }

    @Test
    void schemaTextsAreThoseOfTheExamples() {
        Map<String, Supplier<String>> texts = new HashMap<>(BODIES.texts());
        texts.putAll(UNIONS.texts());
        assertThat(DOCUMENT.textExamples().keySet()).isEqualTo(texts.keySet());
        DOCUMENT.textExamples()
                .forEach((id, text) -> assertThat(texts.get(id).get()).as(id).isEqualTo(text));
    }

    @Test
    void everyExampleOfTheDocumentIsChecked() {
        assertThat(DOCUMENT.hexExamples().keySet()).containsExactlyInAnyOrderElementsOf(ids().toList());
    }

    @Test
    void everyRuleThatCodeCitesIsInTheDocument() {
        for (Rule rule : Rule.values()) {
            assertThat(DOCUMENT.text()).contains("**" + rule.id() + "**");
        }
    }

    @Test
    void everyRuleOfTheDocumentIsOneThatCodeCanCite() {
        List<String> rules = Arrays.stream(Rule.values()).map(Rule::id).toList();
        Stream<String> written = Pattern.compile("\\bP-[A-Z]+-\\d+\\b")
                .matcher(DOCUMENT.text())
                .results()
                .map(MatchResult::group);
        assertThat(written.distinct()).isSubsetOf(rules);
    }

    @Test
    void theDiagramOfTheHeaderIsTheOneOfTheDocument() {
        assertThat(DOCUMENT.text())
                .contains("|            length: bytes after this field, at least 8         |  0")
                .contains("|           call id: side(1) generation(17) slot(14)            |  8");
        ByteBuf request = Bytes.of(hexOf("G-REQ-1"));
        assertThat(request.getInt(FrameLayout.LENGTH_OFFSET)).isEqualTo(request.readableBytes() - 4);
        assertThat(request.getByte(FrameLayout.TYPE_OFFSET)).isEqualTo((byte) FrameType.REQUEST.code());
        assertThat(request.getByte(FrameLayout.FLAGS_OFFSET)).isEqualTo((byte) FrameFlags.DEADLINE);
        assertThat(request.getShort(FrameLayout.AUX_OFFSET)).isEqualTo((short) 3);
        assertThat(request.getInt(FrameLayout.CALL_ID_OFFSET)).isEqualTo(0x4001);
    }

    static Stream<String> ids() {
        return examples().map(Example::id);
    }

    private static Example example(String id) {
        return examples().filter(e -> e.id().equals(id)).findFirst().orElseThrow();
    }

    private static String hexOf(String id) {
        return DOCUMENT.hexExamples().getOrDefault(id, "no example " + id);
    }

    private static Stream<Example> examples() {
        return Stream.of(
                        HandshakeExamples.all(),
                        CallExamples.all(),
                        ConnectionExamples.all(),
                        BODIES.all(),
                        UNIONS.all())
                .flatMap(List::stream);
    }
}
