package io.volant.rpc.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.benchmarks.report.Results.Origin;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

final class ChartTest {
    @Test
    void everyFigureIsABarWithAWhisker() throws Exception {
        Document chart = parse(Chart.of(Results.read(Recorded.path("runner.json"))));

        assertThat(chart.getElementsByTagName("line").getLength()).isEqualTo(3 * 4); // two systems, two units
        assertThat(texts(chart, "head"))
                .containsExactly("s32.existUser, calls/s", "s32.existUser, CPU µs/call (less is better)");
        assertThat(texts(chart, "label")).containsExactly("volant", "R2", "volant", "R2");
    }

    @Test
    void barsAreAsLongAsTheirFiguresSay() throws Exception {
        Map<String, String> none = Map.of();
        Row whole = new Row("g", "whole", "u", false, 200, Double.NaN, Double.NaN, none);
        Row half = new Row("g", "half", "u", false, 100, Double.NaN, Double.NaN, none);

        Document chart = parse(Chart.of(new Results(Origin.JMH, List.of(whole, half))));

        List<Double> widths = elements(chart, "rect", "bar").stream()
                .map(bar -> Double.valueOf(bar.getAttribute("width")))
                .toList();
        assertThat(widths.get(0)).isEqualTo(2 * widths.get(1));
        assertThat(chart.getElementsByTagName("line").getLength()).isZero();
    }

    @Test
    void aFileOfJmhIsDrawnToo() throws Exception {
        Document chart = parse(Chart.of(Results.read(Recorded.path("jmh.json"))));

        assertThat(texts(chart, "label")).contains("frames=1", "frames=16");
    }

    @Test
    void nothingIsLoadedOrRun() {
        assertThat(Chart.of(Results.read(Recorded.path("runner.json"))))
                .doesNotContain("script")
                .doesNotContain("href")
                .doesNotContain("url(")
                .doesNotContain("@import");
    }

    @Test
    void textIsEscaped() throws Exception {
        Row odd = new Row("a<b>&c", "x", "u", false, 1, 1, 1, Map.of());

        Document chart = parse(Chart.of(new Results(Origin.JMH, List.of(odd))));

        assertThat(texts(chart, "head")).containsExactly("a<b>&c, u");
    }

    private static List<String> texts(Document chart, String style) {
        return elements(chart, "text", style).stream()
                .map(Element::getTextContent)
                .toList();
    }

    private static List<Element> elements(Document chart, String tag, String style) {
        var nodes = chart.getElementsByTagName(tag);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .filter(element -> element.getAttribute("class").equals(style))
                .toList();
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
