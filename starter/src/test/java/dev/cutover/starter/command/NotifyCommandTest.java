package dev.cutover.starter.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.MessageTrial.Told;
import dev.cutover.starter.Ran;
import dev.cutover.starter.TestTerminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person reads of a trial of messages. */
class NotifyCommandTest {

    @TempDir
    private Path folder;

    private final NotifyCommand.Document mixed = new NotifyCommand.Document(
            "night", List.of(new Told("slack", null), new Told("heartbeat", "404 from hooks.example.com")));

    @Test
    void is_a_line_a_receiver_and_5_when_one_did_not_take_it() {
        TestTerminal terminal = new TestTerminal();
        mixed.tell(terminal.open(), false);
        assertThat(terminal.out().lines()).containsExactly("slack: has it", "heartbeat: 404 from hooks.example.com");
        assertThat(mixed.exitCode().number()).isEqualTo(5);
        NotifyCommand.Document all = new NotifyCommand.Document("night", List.of(new Told("slack", null)));
        assertThat(all.exitCode().number()).isZero();
    }

    @Test
    void is_one_document_for_a_script() {
        TestTerminal terminal = new TestTerminal();
        mixed.tell(terminal.open(), true);
        Ran ran = new Ran(5, terminal.out(), "");
        assertThat(ran.json().at("/receivers/0/failure").isNull()).isTrue();
        assertThat(ran.json().at("/receivers/1/to").asText()).isEqualTo("heartbeat");
    }

    @Test
    void is_nothing_where_the_plan_tells_nobody() throws IOException {
        Path plan = Files.writeString(folder.resolve("p.yaml"), "wave: w\ngroups: [{name: g, jobs: [{id: j-1}]}]\n");
        Ran ran = new TestTerminal().run("notify", "test", plan.toString());
        assertThat(ran.exitCode()).isEqualTo(7);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("tells nobody");
    }

    @Test
    void needs_a_plan_that_is_well_and_something_to_do() {
        assertThat(new TestTerminal().run("notify", "test", "no-such-plan.yaml").exitCode())
                .isEqualTo(3);
        Ran nothing = new TestTerminal().run("notify");
        assertThat(nothing.exitCode()).isEqualTo(2);
        assertThat(nothing.err()).contains("cutover notify test PLAN");
    }
}
