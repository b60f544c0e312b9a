package dev.cutover.starter.terminal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.cutover.contract.Converter;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * How JSON documents are spelt: instants as {@code yyyy-MM-ddTHH:mm:ss.SSSZ} in UTC, constants in camel case, every key there, with {@code null}
 * where there is no value, reasons of a later version as {@code unrecognised}.
 */
public final class Json {

    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final ObjectMapper MAPPER = mapper();

    private Json() {}

    /** {@code yyyy-MM-ddTHH:mm:ss.SSSZ}. */
    public static String instant(Instant instant) {
        return INSTANT.format(instant);
    }

    /** An indented document. */
    public static String document(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** As reports spell it. */
    private interface JobLineSpelling {
        @JsonProperty("id")
        JobId job();
    }

    private static ObjectMapper mapper() {
        SimpleModule spelling = new SimpleModule();
        spelling.addSerializer(Instant.class, new JsonSerializer<>() {
            @Override
            public void serialize(Instant value, JsonGenerator json, SerializerProvider all) throws IOException {
                json.writeString(instant(value));
            }
        });
        spelling.addSerializer(Reason.class, new JsonSerializer<>() {
            @Override
            public void serialize(Reason value, JsonGenerator json, SerializerProvider all) throws IOException {
                json.writeString(ReasonWord.of(value));
            }
        });
        spelling.addSerializer(enums());
        return Converter.mapper()
                .registerModule(spelling)
                .addMixIn(JobLine.class, JobLineSpelling.class)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .setDefaultPropertyInclusion(JsonInclude.Include.ALWAYS);
    }

    @SuppressWarnings("rawtypes")
    private static JsonSerializer<Enum> enums() {
        return new JsonSerializer<>() {
            @Override
            public Class<Enum> handledType() {
                return Enum.class;
            }

            @Override
            public void serialize(Enum value, JsonGenerator json, SerializerProvider all) throws IOException {
                json.writeString(Words.camelCase(value));
            }
        };
    }
}
