package org.portreeve.reply;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A reply by its meaning. Code and text belong to the {@link Vocabulary}; nothing else knows them.
 *
 * <p>The constants stand in the order of their rank: of several refusals the earliest is sent.
 */
public enum SymbolicReply {
    SERVICE_UNAVAILABLE(Use.POLICY),
    TLS_REQUIRED(Use.POLICY),
    TLS_TOO_WEAK(Use.POLICY),
    CERTIFICATE_REQUIRED(Use.POLICY),
    LOGIN_REFUSED(Use.POLICY),
    DATA_PROTECTION_REQUIRED(Use.POLICY),
    ACCOUNT_REQUIRED(Use.POLICY),
    NAME_NOT_ALLOWED(Use.POLICY),
    NOT_PERMITTED(Use.POLICY),
    NOT_FOUND(Use.POLICY),
    QUOTA_EXCEEDED(Use.POLICY),
    TRY_LATER(Use.POLICY),

    PROTECTION_LEVEL_DENIED(Use.ENFORCEMENT),
    PROTECTION_LEVEL_UNSUPPORTED(Use.ENFORCEMENT),
    PROTECTION_LEVEL_UNKNOWN(Use.ENFORCEMENT),
    DATA_PROTECTION_FAILED(Use.ENFORCEMENT),
    NOT_LOGGED_IN(Use.ENFORCEMENT),
    BAD_SEQUENCE(Use.ENFORCEMENT),
    COMMAND_UNRECOGNIZED(Use.ENFORCEMENT),
    ARGUMENT_INVALID(Use.ENFORCEMENT),
    ACCOUNT_MISSING(Use.ENFORCEMENT),
    NOT_IMPLEMENTED(Use.ENFORCEMENT),
    NOT_A_DIRECTORY(Use.ENFORCEMENT),
    MECHANISM_UNKNOWN(Use.ENFORCEMENT),
    PROTECTED_COMMAND_UNSUPPORTED(Use.ENFORCEMENT),
    NOT_PROTECTED(Use.ENFORCEMENT),
    CLEAR_CHANNEL_REFUSED(Use.ENFORCEMENT),
    USE_IPV4(Use.ENFORCEMENT),
    USE_IPV6(Use.ENFORCEMENT),
    LANGUAGE_UNKNOWN(Use.ENFORCEMENT),
    LOCAL_ERROR(Use.ENFORCEMENT),
    TRANSFER_ABORTED(Use.ENFORCEMENT),

    COMMAND_OKAY(Use.ANSWER),
    SUPERFLUOUS(Use.ANSWER),
    FEATURES(Use.ANSWER),
    LOGGED_IN(Use.ANSWER),
    QUOTA_WARNING(Use.ANSWER),
    QUOTA_USAGE(Use.ANSWER),
    QUOTA_CREDIT(Use.ANSWER),
    QUOTA_FILE_SIZE(Use.ANSWER),
    QUOTA_NONE(Use.ANSWER);

    private enum Use {
        POLICY,
        ENFORCEMENT,
        ANSWER
    }

    private static final Map<String, SymbolicReply> BY_SYMBOL =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(SymbolicReply::symbol, Function.identity()));

    private final Use use;

    SymbolicReply(Use use) {
        this.use = use;
    }

    /** The name that policies and {@code replies.yaml} use, for example {@code tls-required}. */
    public String symbol() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The reply of that name, or nothing. Case counts. */
    public static Optional<SymbolicReply> of(String symbol) {
        return Optional.ofNullable(BY_SYMBOL.get(symbol));
    }

    /** Whether a rule or limit may name it in {@code reply:}. */
    public boolean isForPolicies() {
        return use == Use.POLICY;
    }

    /** Whether it can be the answer to a command that names a file. */
    boolean isAboutFiles() {
        return switch (this) {
            case TLS_REQUIRED,
                    TLS_TOO_WEAK,
                    CERTIFICATE_REQUIRED,
                    DATA_PROTECTION_REQUIRED,
                    ACCOUNT_REQUIRED,
                    NAME_NOT_ALLOWED,
                    NOT_PERMITTED,
                    NOT_FOUND,
                    QUOTA_EXCEEDED,
                    TRY_LATER,
                    DATA_PROTECTION_FAILED,
                    SERVICE_UNAVAILABLE,
                    NOT_A_DIRECTORY,
                    LOCAL_ERROR,
                    TRANSFER_ABORTED -> true;
            case LOGIN_REFUSED,
                    PROTECTION_LEVEL_DENIED,
                    PROTECTION_LEVEL_UNSUPPORTED,
                    PROTECTION_LEVEL_UNKNOWN,
                    NOT_LOGGED_IN,
                    BAD_SEQUENCE,
                    COMMAND_UNRECOGNIZED,
                    ARGUMENT_INVALID,
                    ACCOUNT_MISSING,
                    NOT_IMPLEMENTED,
                    MECHANISM_UNKNOWN,
                    PROTECTED_COMMAND_UNSUPPORTED,
                    NOT_PROTECTED,
                    CLEAR_CHANNEL_REFUSED,
                    USE_IPV4,
                    USE_IPV6,
                    LANGUAGE_UNKNOWN,
                    COMMAND_OKAY,
                    SUPERFLUOUS,
                    FEATURES,
                    LOGGED_IN,
                    QUOTA_WARNING,
                    QUOTA_USAGE,
                    QUOTA_CREDIT,
                    QUOTA_FILE_SIZE,
                    QUOTA_NONE -> false;
        };
    }

    /** Whether it can be sent before somebody is logged in. */
    public boolean isSaidAtLogin() {
        return switch (this) {
            case SERVICE_UNAVAILABLE,
                    TLS_REQUIRED,
                    TLS_TOO_WEAK,
                    CERTIFICATE_REQUIRED,
                    LOGIN_REFUSED,
                    ACCOUNT_REQUIRED,
                    TRY_LATER,
                    NOT_LOGGED_IN,
                    BAD_SEQUENCE,
                    COMMAND_UNRECOGNIZED,
                    ARGUMENT_INVALID,
                    ACCOUNT_MISSING,
                    NOT_IMPLEMENTED,
                    MECHANISM_UNKNOWN,
                    PROTECTED_COMMAND_UNSUPPORTED,
                    NOT_PROTECTED,
                    CLEAR_CHANNEL_REFUSED,
                    LANGUAGE_UNKNOWN,
                    LOCAL_ERROR,
                    LOGGED_IN -> true;
            case DATA_PROTECTION_REQUIRED,
                    NAME_NOT_ALLOWED,
                    NOT_PERMITTED,
                    NOT_FOUND,
                    QUOTA_EXCEEDED,
                    PROTECTION_LEVEL_DENIED,
                    PROTECTION_LEVEL_UNSUPPORTED,
                    PROTECTION_LEVEL_UNKNOWN,
                    DATA_PROTECTION_FAILED,
                    NOT_A_DIRECTORY,
                    USE_IPV4,
                    USE_IPV6,
                    TRANSFER_ABORTED,
                    COMMAND_OKAY,
                    SUPERFLUOUS,
                    FEATURES,
                    QUOTA_WARNING,
                    QUOTA_USAGE,
                    QUOTA_CREDIT,
                    QUOTA_FILE_SIZE,
                    QUOTA_NONE -> false;
        };
    }

    /** Whether it tells users what one of their limits has come to. */
    boolean isQuotaUsage() {
        return this == QUOTA_USAGE || this == QUOTA_CREDIT || this == QUOTA_FILE_SIZE;
    }

    /** Whether it says no. A refusal can never be given a positive code. */
    public boolean isRefusal() {
        return use != Use.ANSWER;
    }
}
