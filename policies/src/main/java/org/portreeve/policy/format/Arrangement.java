package org.portreeve.policy.format;

/** Puts keys into their order, and decides what stands on one line. */
final class Arrangement {
    private static final int LONGEST_LINE = 120;

    private Arrangement() {}

    static void arrange(Group root) {
        order(root, Kind.FILE);
        root.spread = true;
        root.elements.forEach(section -> {
            Kind kind = Kind.FILE.below(section.name);
            settle(section, 0, kind.isListed());
            if (kind.isListed() && section.value() instanceof Group group && !group.elements.isEmpty()) {
                group.spread = true;
            }
        });
    }

    private static void order(Group group, Kind kind) {
        if (group.owner != null) {
            group.owner.raiseComments();
        }
        if (group.mapping) {
            group.elements.sort(kind.order());
        }
        for (Element each : group.elements) {
            if (each.value() instanceof Group inner) {
                order(inner, group.mapping ? kind.below(each.name) : kind);
            }
        }
    }

    /**
     * Decides about what is innermost first.
     *
     * @param packed whether it goes on one line even if it was written on several
     */
    private static void settle(Element element, int indentation, boolean packed) {
        if (!(element.value() instanceof Group group)) {
            return;
        }
        group.elements.forEach(each -> settle(each, indentation + 2, packed));
        element.raiseComments();
        group.spread = !group.elements.isEmpty()
                && ((!packed && !group.bracketed)
                        || group.hasComments()
                        || !group.fitsIntoBrackets()
                        || indentation + width(element, group) > LONGEST_LINE);
        if (group.spread && element.key == null && !element.beside.isEmpty()) {
            element.precede(element.beside);
            element.beside = "";
        }
    }

    private static int width(Element element, Group group) {
        String text = (element.key == null ? "-" : element.key.typed() + ":") + " " + group.inBrackets();
        return text.codePointCount(0, text.length());
    }
}
