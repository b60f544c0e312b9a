package dev.cutover.activities;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cutover.contract.Converter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A page of the documents. */
record Document(String text) {

    static final Path DOCS = Path.of("..", "docs");

    private static final ObjectMapper MAPPER = Converter.mapper();

    static Document of(String file) throws IOException {
        return new Document(Files.readString(DOCS.resolve(file)));
    }

    /** The blocks of a language, in their order. */
    List<String> blocks(String language) {
        return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
                .matcher(text)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** An example that shows the whole of a record, and nothing else. */
    static <T> T example(String json, Class<T> record) throws IOException {
        JsonNode told = MAPPER.readTree(json);
        T value = MAPPER.treeToValue(told, record);
        JsonNode again = MAPPER.valueToTree(value);
        assertThat(again).isEqualTo(told);
        assertThat(told.fieldNames())
                .toIterable()
                .hasSize(Arrays.asList(record.getRecordComponents()).size());
        return value;
    }
}
