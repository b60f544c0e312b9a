package dev.cutover.smc;

/** Hears how far a listing is. */
@FunctionalInterface
public interface PagesRead {

    PagesRead IN_SILENCE = (page, pages) -> {};

    /**
     * A page was read. A listing that is read anew begins with the first page again.
     *
     * @param page from 1
     * @param pages of how many; zero when SMC does not tell
     */
    void read(int page, int pages);
}
