package dev.cutover.contract;

import static io.temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD;
import static io.temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD_LIST;

import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.common.SearchAttributeKey;
import java.util.List;
import java.util.Locale;

/**
 * What waves and cutovers can be searched by in Temporal. Three are one word and two are lists of words, since a namespace in a SQL database has room for
 * ten of the first and three of the second (server 1.31.2).
 */
public enum SearchAttribute {
    /** The wave's name; of a cutover, that of the wave that it belongs to. */
    WAVE("CutoverWave", INDEXED_VALUE_TYPE_KEYWORD),
    /** Of a wave its {@link WavePhase}; of a cutover its {@link Phase}, and when it has ended its {@link Ending}. */
    PHASE("CutoverPhase", INDEXED_VALUE_TYPE_KEYWORD),
    /** Of a wave those of its plan; of a cutover the one that its job belongs to. */
    GROUP("CutoverGroup", INDEXED_VALUE_TYPE_KEYWORD_LIST),
    /** Of a cutover the job's name, whose id is a part of the workflow's id; a wave has none. */
    JOB("CutoverJob", INDEXED_VALUE_TYPE_KEYWORD),
    /** Of a wave why jobs are blocked now; of a cutover why it ended blocked. */
    BLOCKED_REASON("CutoverBlockedReason", INDEXED_VALUE_TYPE_KEYWORD_LIST);

    private final String attribute;
    private final IndexedValueType type;

    SearchAttribute(String attribute, IndexedValueType type) {
        this.attribute = attribute;
        this.type = type;
    }

    /** As Temporal knows it: {@code CutoverBlockedReason}. */
    public String attribute() {
        return attribute;
    }

    public IndexedValueType type() {
        return type;
    }

    /** As a person types its type: {@code KeywordList}. */
    public String typeWord() {
        return typeWord(type);
    }

    /** {@code INDEXED_VALUE_TYPE_KEYWORD_LIST} as {@code KeywordList}. */
    public static String typeWord(IndexedValueType type) {
        StringBuilder word = new StringBuilder();
        for (String part : type.name().replaceFirst("^INDEXED_VALUE_TYPE_", "").split("_", -1)) {
            word.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
        }
        return word.toString();
    }

    SearchAttributeKey<String> word() {
        return SearchAttributeKey.forKeyword(attribute);
    }

    SearchAttributeKey<List<String>> words() {
        return SearchAttributeKey.forKeywordList(attribute);
    }
}
