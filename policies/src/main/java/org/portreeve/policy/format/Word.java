package org.portreeve.policy.format;

/** A word as it is typed, quotes and all. It is never touched, but that one on several lines gets one. */
record Word(String typed) implements Value {
    Word {
        typed = typed.replaceAll("[ \t]*\n[ \t]*", " ");
    }

    /** Whether it says the same within brackets. */
    boolean fitsIntoBrackets() {
        if (typed.startsWith("\"") || typed.startsWith("'")) {
            return true;
        }
        return !typed.isEmpty()
                && typed.chars().noneMatch(c -> ",[]{}".indexOf(c) >= 0)
                && ":?".indexOf(typed.charAt(0)) < 0
                && !typed.endsWith(":");
    }
}
