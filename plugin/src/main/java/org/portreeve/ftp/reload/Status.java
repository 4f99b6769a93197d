package org.portreeve.ftp.reload;

import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.portreeve.audit.JsonLine;
import org.portreeve.ftp.session.Enforcement;
import org.portreeve.ftp.session.Ruling;
import org.portreeve.policy.Policy;
import org.portreeve.status.Differences.Difference;

/** What is in force and what came of it, as one JSON object. Holds no secret. */
public final class Status {

    private final Enforcement enforcement;
    private final IntSupplier sessions;
    private final Supplier<@Nullable String> certificate;
    private final Supplier<@Nullable String> counting;
    private final Supplier<String> ledger;

    /**
     * @param certificate the certificate's state as JSON; null if it is not ours to look after
     * @param ledger the quota ledger as JSON
     * @param counting how far the count of stored files has come; null if none is under way
     */
    public Status(
            Enforcement enforcement,
            IntSupplier sessions,
            Supplier<@Nullable String> certificate,
            Supplier<@Nullable String> counting,
            Supplier<String> ledger) {
        this.ledger = ledger;
        this.counting = counting;
        this.enforcement = enforcement;
        this.sessions = sessions;
        this.certificate = certificate;
    }

    /**
     * All of it.
     *
     * @param last what came of the last attempt to load the files
     */
    public String json(Outcome last) {
        Ruling ruling = enforcement.ruling();
        return new JsonLine()
                .json("policy", describe(ruling.policy()))
                .text("since", ruling.since().toString())
                .json("observe", String.valueOf(ruling.policy().isObserved()))
                .number("sessions", sessions.getAsInt())
                .json("lastLoad", describe(last))
                .texts("warnings", ruling.policy().warnings())
                .numbers("refused", enforcement.refused().counts())
                .numbers("wouldRefuse", enforcement.observed().counts())
                .numbers("warned", enforcement.warned().counts())
                .json("ledger", ledger.get())
                .text("counting", counting.get())
                .text("conformance", enforcement.conformance().symbol())
                .numbers("deviations", enforcement.deviations().counts())
                .json("certificate", certificate.get())
                .json("candidate", candidate(ruling.candidate()))
                .toString();
    }

    private static String describe(Policy policy) {
        List<String> files =
                policy.files().stream().map(file -> file.toString()).toList();
        return new JsonLine()
                .text("name", policy.name())
                .text("hash", policy.hash())
                .texts("files", files)
                .toString();
    }

    private static String describe(Outcome last) {
        return new JsonLine()
                .text("outcome", last.kind().symbol())
                .text("at", last.at().toString())
                .text("detail", last.detail().isEmpty() ? null : last.detail())
                .toString();
    }

    private @Nullable String candidate(@Nullable Policy candidate) {
        if (candidate == null) {
            return null;
        }
        String differences = enforcement.differences().all().stream()
                .map(Status::describe)
                .collect(Collectors.joining(",", "[", "]"));
        return new JsonLine()
                .text("name", candidate.name())
                .text("hash", candidate.hash())
                .json("differences", differences)
                .toString();
    }

    private static String describe(Difference difference) {
        return new JsonLine()
                .text("kind", difference.kind())
                .text("rule", difference.rule())
                .number("count", difference.count())
                .text("example", difference.example())
                .toString();
    }
}
