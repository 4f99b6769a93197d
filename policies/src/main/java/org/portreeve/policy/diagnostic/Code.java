package org.portreeve.policy.diagnostic;

/** Every kind of finding. The number is what documentation and scripts refer to, so it is never given a new meaning. */
public enum Code {
    TAB("FP001"),
    DUPLICATE_KEY("FP002"),
    RESERVED_START("FP003"),
    SECOND_DOCUMENT("FP004"),
    CONTROL_CHARACTER("FP005"),
    TOO_DEEP("FP006"),
    TOO_LARGE("FP007"),
    UNREADABLE("FP008"),
    EMPTY_FILE("FP009"),
    NOT_YAML("FP010"),

    UNKNOWN_KEY("FP101"),
    NO_DEFAULT("FP102"),
    WRONG_TYPE("FP103"),
    RULE_KIND("FP104"),
    DUPLICATE_ID("FP105"),
    BAD_ID("FP106"),
    EMPTY_VALUE("FP107"),
    UNKNOWN_VALUE("FP108"),
    VERSION("FP109"),
    MISSING_KEY("FP110"),
    MASK_BITS("FP111"),
    UNDECLARED("FP112"),
    DEAD_PATH("FP113"),
    BAD_PATH("FP114"),
    BAD_ADDRESS("FP115"),
    BAD_NUMBER("FP116"),
    KEY_NOT_HERE("FP117"),
    BAD_TIME("FP118"),
    UNKNOWN_IN_PHASE("FP120"),
    IMPOSSIBLE_REPLY("FP121"),
    DOUBTFUL_REPLY("FP122"),
    INCLUDE("FP125"),
    TOO_MANY("FP131"),
    NOT_ENFORCED("FP132"),
    IDLE_LIMIT("FP133"),
    UNCHECKED_ACCOUNT("FP140"),
    UNKNOWN_ACCOUNT("FP141"),

    EXCEPTION_ENDS("FP204"),
    ASSERTION_FAILED("FP301"),
    TEST_FAILED("FP302"),

    BAD_REPLY_CODE("FP401"),
    BAD_REPLY_TEXT("FP402"),
    STRANGE_REPLY_CODE("FP403"),
    BAD_PLACEHOLDER("FP404"),
    UNKNOWN_AT_LOGIN("FP405");

    private final String id;

    Code(String id) {
        this.id = id;
    }

    /** For example {@code FP101}. */
    public String id() {
        return id;
    }
}
