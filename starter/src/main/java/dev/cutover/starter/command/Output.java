package dev.cutover.starter.command;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a command writes its result: for a person, or as one JSON document on stdout with nothing beside it. */
final class Output {

    /** The ways to write. */
    enum Format {
        TEXT,
        JSON
    }

    static final class Formats implements ITypeConverter<Format> {
        @Override
        public Format convert(String word) {
            return switch (word.toLowerCase(Locale.ROOT)) {
                case "text" -> Format.TEXT;
                case "json" -> Format.JSON;
                default -> throw new TypeConversionException("'" + word + "' is no format: give text or json");
            };
        }
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            converter = Formats.class,
            description = "text, or json: one document on stdout and nothing else")
    private Format format = Format.TEXT;

    boolean isJson() {
        return format == Format.JSON;
    }
}
