package dev.cutover.starter;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** How a command ended, and what it wrote. */
public record Ran(int exitCode, String out, String err) {

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    /** The one document on stdout; fails when there is anything beside it. */
    public JsonNode json() {
        try {
            return MAPPER.readTree(out);
        } catch (IOException noDocument) {
            throw new UncheckedIOException(toString(), noDocument);
        }
    }
}
