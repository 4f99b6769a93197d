package org.portreeve.policy.diagnostic;

import java.util.OptionalInt;

/** Letters of other scripts that look like Latin ones. */
public final class Lookalikes {
    private static final String OTHERS = "аеорсухіјѕԁһԛԝмтнкαορνικτυ";
    private static final String LATIN = "aeopcyxijsdhqwmthkaopviktu";

    private Lookalikes() {}

    /** The first such letter. */
    public static OptionalInt first(String word) {
        return word.codePoints().filter(each -> OTHERS.indexOf(each) >= 0).findFirst();
    }

    /** The word that one reads. */
    public static String read(String word) {
        return word.codePoints()
                .map(each -> OTHERS.indexOf(each) < 0 ? each : LATIN.charAt(OTHERS.indexOf(each)))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
