package dev.cutover.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.JobQuery.Tag;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a query, and what it finds, is told. */
class JobQueryTest {

    @Test
    void tells_what_is_given_and_nothing_else() {
        assertThat(JobQuery.everything().words()).isEqualTo("everything");
        assertThat(new JobQuery("web-*", "", null, null, null, List.of(new Tag("app", "shop"))).words())
                .isEqualTo("name web-*, tag app=shop");
        assertThat(new JobQuery(
                                null,
                                "cn-shanghai",
                                "Waiting",
                                "s-1",
                                "w-1",
                                List.of(new Tag("app", null), new Tag("tier", "web")))
                        .words())
                .isEqualTo("region cn-shanghai, status Waiting, source s-1, workgroup w-1, tags app tier=web");
    }

    @Test
    void means_the_same_whatever_the_order_of_its_tags() {
        Tag app = new Tag("app", "shop");
        Tag tier = new Tag("tier", null);
        Selection select = selecting(5, app, tier);
        assertThat(select.means(selecting(5, tier, app))).isTrue();
        assertThat(select.means(null)).isFalse();
        assertThat(select.means(selecting(6, app, tier))).isFalse();
        assertThat(select.means(selecting(5, app))).isFalse();
        assertThat(select.means(selecting(5, app, new Tag("tier", "")))).isFalse();
        assertThat(select.means(new Selection(JobQuery.everything(), 5))).isFalse();
    }

    private static Selection selecting(int atMost, Tag... tags) {
        return new Selection(new JobQuery("web-*", null, "Waiting", null, null, List.of(tags)), atMost);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "Waiting, true, -",
                "Running/Syncing, true, -",
                "InError, true, -",
                "Napping, true, -",
                "-, true, -",
                "Finished, true, has finished already",
                "Finished, false, has finished already",
                "Expired, true, has expired",
                "Deleting, true, is being deleted",
                "Waiting, false, is not incremental",
            })
    void a_job_that_can_never_be_cut_over_says_why(String status, boolean incremental, String obstacle) {
        FoundJob job = new FoundJob(new JobId("j-1"), null, null, null, null, status, incremental, null, null);
        assertThat(job.obstacle()).isEqualTo(obstacle);
        assertThat(job.spokenName()).isEqualTo("j-1");
    }
}
