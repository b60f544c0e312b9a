package dev.cutover.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.contract.FoundJob;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobQuery;
import dev.cutover.contract.JobQuery.Tag;
import dev.cutover.smc.JobFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("a job")
class MatchingTest {

    private static final FoundJob JOB = new FoundJob(
            new JobId("j-1"),
            "web-01",
            "s-1",
            "cn-shanghai",
            "w-1",
            "Running/Syncing",
            true,
            null,
            List.of(new Tag("app", "shop"), new Tag("empty", "")));

    private static JobQuery name(String glob) {
        return new JobQuery(glob, null, null, null, null, null);
    }

    private static JobQuery tags(Tag... tags) {
        return new JobQuery(null, null, null, null, null, List.of(tags));
    }

    static Stream<Arguments> queries() {
        return Stream.of(
                argumentSet("everything", JobQuery.everything(), true),
                argumentSet("its name", name("web-01"), true),
                argumentSet("the beginning of its name", name("web"), false),
                argumentSet("a star behind", name("web-*"), true),
                argumentSet("a star that is nothing", name("web-01*"), true),
                argumentSet("stars around", name("*b-0*"), true),
                argumentSet("a star alone", name("*"), true),
                argumentSet("question marks", name("web-??"), true),
                argumentSet("one too many", name("web-???"), false),
                argumentSet("other letters", name("Web-*"), false),
                argumentSet("what would be a pattern", name("web.01"), false),
                argumentSet("a pattern that would match", name("[a-z]+-.."), false),
                argumentSet("its region", new JobQuery(null, "cn-shanghai", null, null, null, null), true),
                argumentSet("another region", new JobQuery(null, "cn-beijing", null, null, null, null), false),
                argumentSet("its state", new JobQuery(null, null, "Running", null, null, null), true),
                argumentSet("another state", new JobQuery(null, null, "Waiting", null, null, null), false),
                argumentSet("its source", new JobQuery(null, null, null, "s-1", null, null), true),
                argumentSet("another source", new JobQuery(null, null, null, "s-2", null, null), false),
                argumentSet("its workgroup", new JobQuery(null, null, null, null, "w-1", null), true),
                argumentSet("another workgroup", new JobQuery(null, null, null, null, "w-2", null), false),
                argumentSet("empty filters", new JobQuery("", "", "", "", "", null), true),
                argumentSet("its tag", tags(new Tag("app", "shop")), true),
                argumentSet("its tag with another value", tags(new Tag("app", "mail")), false),
                argumentSet("its tag with no value", tags(new Tag("app", "")), false),
                argumentSet("its tag whatever its value", tags(new Tag("app", null)), true),
                argumentSet("a tag that has no value", tags(new Tag("empty", "")), true),
                argumentSet("a tag that it has not", tags(new Tag("tier", null)), false),
                argumentSet("two tags, one of them its own", tags(new Tag("app", null), new Tag("tier", null)), false));
    }

    @ParameterizedTest(name = "is held against {argumentSetName}: {1}")
    @MethodSource("queries")
    void matches(JobQuery query, boolean expected) {
        assertThat(new Matching(query).test(JOB)).isEqualTo(expected);
    }

    @Test
    @DisplayName("without a name is found by its id")
    void nameless() {
        FoundJob nameless = new FoundJob(new JobId("j-1"), null, null, null, null, null, true, null, null);
        assertThat(new Matching(name("j-*")).test(nameless)).isTrue();
        assertThat(new Matching(new JobQuery(null, "cn-shanghai", null, null, null, null)).test(nameless))
                .isFalse();
    }

    @Test
    @DisplayName("is asked for by what does not change while pages are read, and by nothing else")
    void filter() {
        JobQuery query = new JobQuery(
                "web-*",
                "cn-shanghai",
                "Waiting",
                "s-1",
                "w-1",
                List.of(new Tag("app", "shop"), new Tag("tier", null)));
        Map<String, String> tags = new HashMap<>();
        tags.put("app", "shop");
        tags.put("tier", null);
        assertThat(Matching.filter(query)).isEqualTo(new JobFilter(null, "cn-shanghai", null, List.of("s-1"), tags));
        assertThat(Matching.filter(JobQuery.everything())).isEqualTo(JobFilter.everything());
    }
}
