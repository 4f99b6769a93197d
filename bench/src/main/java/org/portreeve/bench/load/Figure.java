package org.portreeve.bench.load;

/** What one line of the table counts, with its unit. */
record Figure(String title, boolean moreIsBetter) {

    static Figure more(String title) {
        return new Figure(title, true);
    }

    static Figure less(String title) {
        return new Figure(title, false);
    }
}
