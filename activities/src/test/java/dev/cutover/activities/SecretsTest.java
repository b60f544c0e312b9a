package dev.cutover.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    private final Secrets secrets = new Secrets(Map.of(
            "CUTOVER_SECRET_WORD", "open-sesame",
            "CUTOVER_SECRET_PADDED", " open-sesame-again\n",
            "CUTOVER_SECRET_SIGNS", "a+b/c \"d\"",
            "CUTOVER_SECRET_KEY", "-----BEGIN-----\nAAAABBBBCCCC\n",
            "CUTOVER_SECRET_URL", "https://hooks.example.org/services/T0123/TTTTUUUUVVVV?token=WWWWXXXXYYYY",
            "CUTOVER_SECRET_SHORT", "yes",
            "CUTOVER_SECRET_BLANK", " ",
            "OTHER", "harmless"));

    @Test
    void tells_the_value_of_a_variable_without_its_blanks() throws NotDone {
        assertThat(secrets.valueOf("CUTOVER_SECRET_PADDED")).isEqualTo("open-sesame-again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OTHER", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "cutover_secret_word", ""})
    void reads_nothing_but_what_is_for_plans(String variable) {
        NotDone refused = catchThrowableOfType(NotDone.class, () -> secrets.valueOf(variable));
        assertThat(refused.asFailureOf(1).getType()).isEqualTo("HOOK_REFUSED");
        assertThat(refused).hasMessageContaining("CUTOVER_SECRET_").hasMessageNotContaining("harmless");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CUTOVER_SECRET_BLANK", "CUTOVER_SECRET_ABSENT"})
    void names_what_is_not_set(String variable) {
        NotDone refused = catchThrowableOfType(NotDone.class, () -> secrets.valueOf(variable));
        assertThat(refused).hasMessageStartingWith(variable + " is not set");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "it is open-sesame                     , it is ***",
                "it is open-sesame-again               , it is ***",
                "'a+b/c \"d\"'                         , ***",
                "a%2Bb%2Fc+%22d%22                     , ***",
                "'{\"is\": \"a+b/c \\\"d\\\"\"}'       , '{\"is\": \"***\"}'",
                "a line AAAABBBBCCCC                   , a line ***",
                "POST /services/T0123/TTTTUUUUVVVV     , POST /services/T0123/***",
                "token WWWWXXXXYYYY                        , token ***",
                "hooks.example.org                     , hooks.example.org",
                "yes and harmless                      , yes and harmless",
            })
    void takes_secrets_out_however_they_are_spelt(String text, String told) {
        assertThat(secrets.redacted(text)).isEqualTo(told);
    }

    @Test
    void nothing_stays_nothing() {
        assertThat(secrets.redacted(null)).isNull();
        assertThat(secrets.toString()).doesNotContain("open");
    }
}
