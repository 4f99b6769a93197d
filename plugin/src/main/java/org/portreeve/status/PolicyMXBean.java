package org.portreeve.status;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What JMX shows and does, under {@code org.portreeve:type=Policy,file="…"}. */
public interface PolicyMXBean {

    /** Name of the policy in force. */
    String getName();

    /** First digits of the SHA-256 of its files. */
    String getHash();

    /** When it took effect (ISO 8601, UTC). */
    String getSince();

    /** Whether the whole file is in {@code mode: observe}. */
    boolean isObserved();

    /** {@code taken}, {@code unchanged}, {@code refused} or {@code last-good}. */
    String getLastLoad();

    /** The findings of the last attempt to load the files. */
    String getLastLoadDetail();

    /** Sessions that are open. */
    int getSessions();

    /** Refusals by rule. */
    Map<String, Long> getRefused();

    /** What rules and limits in {@code mode: observe} would have refused. */
    Map<String, Long> getWouldRefuse();

    /** How often limits have come near what they permit. */
    Map<String, Long> getWarned();

    /** Where the candidate differs from the policy in force; one line each. */
    List<String> getCandidateDifferences();

    /** Everything as one JSON object. */
    String getStatus();

    /**
     * What is used of the limits in force: a JSON object a book.
     *
     * @param limit the id of a limit, or empty for all
     * @param owner for example {@code user acme} or {@code everyone}, or empty for all
     */
    List<String> quotaShow(@Nullable String limit, @Nullable String owner);

    /** The fullest books: a JSON object a book. */
    List<String> quotaTop(int most);

    /** Lets a book say that so much is used; what is stored says the disk. Tells what it says now. */
    List<String> quotaSet(String limit, String owner, long amount);

    /** Lets books begin anew, as for {@link #quotaShow}; tells which. */
    List<String> quotaReset(String limit, String owner);

    /** Begins to count anew what is stored, of one user or, if that is empty, of all: tells how far it is, as JSON. */
    String quotaScan(String user);

    /** How far the scan is that runs, or what the last one found, as JSON. */
    String quotaScanned();

    /** Reads the files now, and tells what came of it. */
    String reload();
}
