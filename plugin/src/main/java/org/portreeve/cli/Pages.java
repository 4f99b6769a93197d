package org.portreeve.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.portreeve.policy.PolicyFile;

/** The page of each code, as it is shipped. */
final class Pages {

    private Pages() {}

    static boolean isCode(String subject) {
        return subject.matches("(?i)FP[0-9]{3}");
    }

    static String of(String code) throws IOException, UsageException {
        String name = code.toUpperCase(java.util.Locale.ROOT);
        try (InputStream page = PolicyFile.class.getResourceAsStream("docs/" + name + ".md")) {
            if (page == null) {
                throw new UsageException("there is no code " + name + "; `check` prints those that there are");
            }
            return new String(page.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        }
    }
}
