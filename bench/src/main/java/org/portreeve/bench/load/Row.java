package org.portreeve.bench.load;

import java.util.Locale;

/** Everything that can be measured, in the order of the table. */
enum Row {
    LOGIN_PLAIN,
    LOGIN_TLS,
    LOGIN_TLS_RESUMED,
    COMMANDS_1,
    COMMANDS_50,
    SMALL_PLAIN,
    SMALL_TLS,
    RETR_PLAIN,
    STOR_PLAIN,
    RETR_TLS,
    STOR_TLS,
    IDLE_PLAIN,
    IDLE_TLS,
    STALLED;

    private static final int CONNECTIONS = 50;

    /** As it is written in an option. */
    String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a server must be new for it, and is of no use afterwards. */
    boolean wantsFreshServer() {
        return this == IDLE_PLAIN || this == IDLE_TLS || this == STALLED;
    }

    Workload workload(Settings settings) {
        return switch (this) {
            case LOGIN_PLAIN -> new Logins(Security.PLAIN, false);
            case LOGIN_TLS -> new Logins(Security.TLS, false);
            case LOGIN_TLS_RESUMED -> new Logins(Security.TLS, true);
            case COMMANDS_1 -> new Commands();
            case COMMANDS_50 -> new ManyCommands(CONNECTIONS);
            case SMALL_PLAIN -> new SmallFiles(Security.PLAIN);
            case SMALL_TLS -> new SmallFiles(Security.TLS);
            case RETR_PLAIN -> new Bulk(false, Security.PLAIN);
            case STOR_PLAIN -> new Bulk(true, Security.PLAIN);
            case RETR_TLS -> new Bulk(false, Security.TLS);
            case STOR_TLS -> new Bulk(true, Security.TLS);
            case IDLE_PLAIN -> new Idle(Security.PLAIN, settings.idle());
            case IDLE_TLS -> new Idle(Security.TLS, settings.idle());
            case STALLED -> new Stalled(settings.stalled());
        };
    }
}
