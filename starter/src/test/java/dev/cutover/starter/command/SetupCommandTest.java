package dev.cutover.starter.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.contract.SearchAttribute;
import dev.cutover.starter.FakeTemporal;
import dev.cutover.starter.Ran;
import dev.cutover.starter.TestTerminal;
import dev.cutover.starter.World;
import io.grpc.Status;
import io.temporal.api.enums.v1.IndexedValueType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The command that prepares a namespace, and what others say where nobody did. */
class SetupCommandTest {

    private final FakeTemporal temporal = new FakeTemporal();

    @AfterEach
    void close() {
        temporal.close();
    }

    private void registerAll() {
        Arrays.stream(SearchAttribute.values())
                .forEach(one -> temporal.register.attributes.put(one.attribute(), one.type()));
    }

    @Test
    void registers_them_once_and_changes_nothing_the_second_time() {
        temporal.register.opened();
        Ran first = temporal.terminal().run("setup");
        assertThat(first.exitCode()).isZero();
        assertThat(first.err()).isEmpty();
        assertThat(first.out().lines())
                .hasSize(5)
                .allMatch(line -> line.endsWith("added"))
                .anyMatch(line -> line.matches("CutoverBlockedReason +KeywordList +added"));
        assertThat(temporal.register.attributes.get("CutoverPhase"))
                .isEqualTo(IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);

        Ran second = temporal.terminal().run("setup");
        assertThat(second.exitCode()).isZero();
        assertThat(second.out().lines()).hasSize(5).allMatch(line -> line.endsWith("there already"));
        assertThat(temporal.register.additions).isEqualTo(1);
    }

    @Test
    void adds_only_what_is_missing_and_leaves_the_attributes_of_others_alone() {
        registerAll();
        temporal.register.opened().attributes.remove("CutoverJob");
        temporal.register.attributes.put("Theirs", IndexedValueType.INDEXED_VALUE_TYPE_TEXT);
        Ran ran = temporal.terminal().run("setup", "-o", "json");
        assertThat(ran.json().at("/namespace").asText()).isEqualTo("default");
        List<String> added = new ArrayList<>();
        ran.json().at("/searchAttributes").forEach(one -> {
            if (one.path("added").asBoolean()) {
                added.add(one.path("name").asText());
            }
        });
        assertThat(added).containsExactly("CutoverJob");
        assertThat(ran.json().at("/retention").asText()).isEqualTo("PT720H");
        assertThat(temporal.register.attributes).hasSize(6);
    }

    @Test
    void waits_until_temporal_searches_by_them_and_says_when_it_does_not() {
        temporal.register.opened().staleFor(3);
        List<Duration> pauses = new ArrayList<>();
        assertThat(temporal.terminal().pausing(pauses::add).run("setup").err()).isEmpty();
        assertThat(pauses).hasSize(3);

        temporal.register.attributes.clear();
        temporal.register.staleFor(1_000);
        Ran slow = temporal.terminal().run("setup");
        assertThat(slow.exitCode()).isZero();
        assertThat(slow.err()).contains("does not search by them yet");
    }

    @Test
    void says_that_a_namespace_keeps_waves_for_a_short_time_only() {
        temporal.register.opened().keeping(Duration.ofHours(24));
        assertThat(temporal.terminal().run("setup").err()).contains("24 h", "--retention 30d");
    }

    static List<Arguments> refusals() {
        String create =
                "temporal operator search-attribute create --namespace default --name CutoverWave --type Keyword";
        return List.of(
                argumentSet("no rights", Status.OK, Status.PERMISSION_DENIED, 4, create),
                argumentSet("no rights to list either", Status.PERMISSION_DENIED, Status.PERMISSION_DENIED, 4, create),
                argumentSet("not known who asks", Status.OK, Status.UNAUTHENTICATED, 4, create),
                argumentSet(
                        "no operator service",
                        Status.UNIMPLEMENTED,
                        Status.UNIMPLEMENTED,
                        7,
                        "tcld namespace search-attributes add --namespace default --search-attribute CutoverWave=Keyword"),
                argumentSet(
                        "no room",
                        Status.OK,
                        Status.INVALID_ARGUMENT.withDescription("cannot have more than 3 search attributes"),
                        7,
                        "more than 3 search attributes. A SQL database has room"),
                argumentSet("gone meanwhile", Status.OK, Status.UNAVAILABLE, 4, "cannot be reached"),
                argumentSet("gone at once", Status.UNAVAILABLE, Status.OK, 4, "cannot be reached"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void says_what_to_do_when_it_may_not(Status list, Status add, int exitCode, String advice) {
        temporal.register.listing(list).adding(add);
        Ran ran = temporal.terminal().run("setup");
        assertThat(ran.exitCode()).isEqualTo(exitCode);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains(advice).hasLineCount(1);
        assertThat(temporal.register.attributes).isEmpty();
    }

    @Test
    void changes_nothing_when_a_name_stands_for_something_else() {
        temporal.register.opened().attributes.put("CutoverJob", IndexedValueType.INDEXED_VALUE_TYPE_TEXT);
        Ran ran = temporal.terminal().run("setup");
        assertThat(ran.exitCode()).isEqualTo(7);
        assertThat(ran.err())
                .contains(
                        "CutoverJob as Text and not as Keyword",
                        "search-attribute remove --namespace default --name CutoverJob");
        assertThat(temporal.register.attributes).hasSize(1);
    }

    @Test
    void finds_them_in_the_namespace_itself_where_only_an_operator_may_list_them() {
        int column = 1;
        for (SearchAttribute one : SearchAttribute.values()) {
            temporal.register.aliases.put(one.typeWord() + "%02d".formatted(column++), one.attribute());
        }
        Ran ran = temporal.terminal().run("setup");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out().lines()).hasSize(5).allMatch(line -> line.endsWith("there already"));
    }

    @Test
    void says_that_temporal_is_not_there() {
        Ran ran = new TestTerminal()
                .with("TEMPORAL_ADDRESS", "127.0.0.1:" + World.freePort())
                .run("setup");
        assertThat(ran.exitCode()).isEqualTo(4);
    }

    @Test
    void takes_no_arguments() {
        assertThat(temporal.terminal().run("setup", "default").exitCode()).isEqualTo(2);
    }

    @Test
    void list_says_once_what_keeps_waves_from_being_found() {
        temporal.register.opened().attributes.put("CutoverJob", IndexedValueType.INDEXED_VALUE_TYPE_TEXT);
        assertThat(temporal.terminal().run("list").err().lines())
                .filteredOn(line -> line.contains("cutover setup"))
                .hasSize(1)
                .allMatch(line -> line.contains("CutoverJob (there as Text)") && line.contains("CutoverWave"));
        registerAll();
        assertThat(temporal.terminal().run("list").err()).doesNotContain("cutover setup");
    }

    static Stream<Arguments> starts() {
        return Stream.of(argumentSet("all there", true, true), argumentSet("none there", false, false));
    }

    @ParameterizedTest
    @MethodSource("starts")
    void a_wave_is_started_with_what_it_is_found_by_only_where_all_are_known(
            boolean registered, boolean searchable, @TempDir Path folder) throws Exception {
        temporal.register.opened();
        if (registered) {
            registerAll();
        }
        temporal.polled("cutover", TestTerminal.NOW);
        Path plan = Files.writeString(
                folder.resolve("plan.yaml"), "wave: night\ngroups: [{name: app, jobs: [{id: j-1, name: db-01}]}]\n");
        Ran ran = temporal.terminal().run("start", plan.toString(), "--yes");
        assertThat(ran.exitCode()).as(ran.toString()).isZero();
        assertThat(ran.err().contains("cutover setup")).isNotEqualTo(searchable);
        assertThat(temporal.started()).hasSize(1);
        assertThat(temporal.started()
                        .get(0)
                        .getSearchAttributes()
                        .getIndexedFieldsMap()
                        .containsKey("CutoverWave"))
                .isEqualTo(searchable);
    }
}
