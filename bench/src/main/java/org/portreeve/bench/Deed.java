package org.portreeve.bench;

import java.util.List;
import org.portreeve.policy.Operation;

/** What generated rules speak about: a value of {@code op:} and the operations that it stands for. */
enum Deed {
    READ("read", Operation.READ),
    LOOK("[list, look]", Operation.LIST, Operation.LOOK),
    WRITE("write", Operation.WRITE_CREATE, Operation.WRITE_OVERWRITE, Operation.WRITE_APPEND),
    CREATE("write.create", Operation.WRITE_CREATE),
    DELETE("delete", Operation.DELETE),
    RENAME("rename", Operation.RENAME_FROM, Operation.RENAME_TO);

    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed; its type does not say so
    private final List<Operation> operations;

    Deed(String text, Operation... operations) {
        this.text = text;
        this.operations = List.of(operations);
    }

    String text() {
        return text;
    }

    List<Operation> operations() {
        return operations;
    }

    /** A verb that does this operation. */
    static String verb(Operation operation) {
        return switch (operation) {
            case CONNECT -> "CONNECT";
            case LOGIN -> "PASS";
            case LIST -> "MLSD";
            case LOOK -> "SIZE";
            case READ -> "RETR";
            case WRITE_CREATE, WRITE_OVERWRITE -> "STOR";
            case WRITE_APPEND -> "APPE";
            case DELETE -> "DELE";
            case RENAME_FROM -> "RNFR";
            case RENAME_TO -> "RNTO";
            case MKDIR -> "MKD";
            case RMDIR -> "RMD";
            case ATTRIBUTES -> "MFMT";
            case SITE -> "SITE";
        };
    }
}
