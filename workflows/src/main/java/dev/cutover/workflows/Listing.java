package dev.cutover.workflows;

import dev.cutover.contract.SearchValues;
import io.temporal.common.SearchAttributeUpdate;
import io.temporal.workflow.Workflow;
import java.util.List;

/** How a workflow is listed by Temporal. Each change is one event, whatever it changes; where the attributes are not known there is none. */
public final class Listing {

    private final boolean searchable;
    private int changes;

    public Listing(boolean searchable) {
        this.searchable = searchable;
    }

    /** Nothing after so many changes, until it ends or continues as new. */
    public void show(SearchValues values) {
        if (changes < Policies.LISTED_CHANGES) {
            end(values);
        }
    }

    /** The last word, which is told whatever was told before. */
    public void end(SearchValues values) {
        if (!searchable) {
            return;
        }
        List<SearchAttributeUpdate<?>> news = values.changesFrom(Workflow.getTypedSearchAttributes());
        if (!news.isEmpty()) {
            changes++;
            Workflow.upsertTypedSearchAttributes(news.toArray(SearchAttributeUpdate[]::new));
        }
    }
}
