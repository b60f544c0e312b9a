package dev.cutover.starter.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.JobQuery;
import dev.cutover.contract.JobQuery.Tag;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobFiltersTest {

    @Test
    void what_is_typed_asks_the_same_account_for_the_same_jobs() {
        JobQuery query = new JobQuery("web-*", null, "Waiting", null, null, List.of(new Tag("app", "shop")));
        assertThat(JobFilters.command("prod", query))
                .isEqualTo("`cutover jobs --account prod --name 'web-*' --status Waiting --tag app=shop`");
        assertThat(JobFilters.command(null, JobQuery.everything())).isEqualTo("`cutover jobs`");
    }
}
