package org.portreeve.bench;

/**
 * One generated rule, neither text nor compiled yet. Group {@code n} and network {@code n} are those of
 * {@link GeneratedPolicy}; {@value #EVERYBODY} means that the rule has no such matcher.
 */
record GeneratedRule(String id, boolean allows, int group, int network, Deed deed, String path) {
    static final int EVERYBODY = -1;

    /** A line of the policy file. */
    String yaml() {
        StringBuilder line = new StringBuilder(allows ? "  - {allow: " : "  - {refuse: ").append(id);
        if (group != EVERYBODY) {
            line.append(", group: g").append(group);
        }
        if (network != EVERYBODY) {
            line.append(", from: n").append(network);
        }
        return line.append(", op: ")
                .append(deed.text())
                .append(", path: '")
                .append(path)
                .append("'}\n")
                .toString();
    }
}
