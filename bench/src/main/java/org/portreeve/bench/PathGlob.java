package org.portreeve.bench;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The path of a generated rule as a regular expression, compiled beforehand. */
record PathGlob(Pattern pattern, boolean ofUser) {

    static PathGlob of(String glob) {
        String regex = glob.replace(".", "\\.")
                .replace("*", "[^/]*")
                .replace("/[^/]*[^/]*/", "/(?:.*/)?")
                .replace("/[^/]*[^/]*", "(?:/.*)?");
        return regex.contains("$user") // the user stands before the path, and is referred back to
                ? new PathGlob(Pattern.compile("([^:]*):" + regex.replace("$user", "\\1")), true)
                : new PathGlob(Pattern.compile(regex), false);
    }

    boolean matches(@Nullable String path, @Nullable String user) {
        return path != null
                && pattern.matcher(ofUser ? user + ":" + path : path).matches();
    }
}
