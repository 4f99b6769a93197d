package org.portreeve.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a running server says of itself: the JSON object of the state directory, and how it is printed. */
final class ServerStatus {
    private final JsonObject status;

    private ServerStatus(JsonObject status) {
        this.status = status;
    }

    static ServerStatus read(String answer) throws UsageException {
        return new ServerStatus(JsonObject.read(answer));
    }

    /** Whether what the files say is what is in force. */
    boolean isAsInTheFiles() {
        return List.of("taken", "unchanged").contains(lastLoad("outcome"));
    }

    /** Whether there is nothing that somebody should look at. */
    boolean isClean() {
        return isAsInTheFiles()
                && lastLoad("detail").isEmpty()
                && status.texts("warnings").isEmpty()
                && certificate().isEmpty();
    }

    /** What came of a reload. */
    String outcome() {
        String first = isAsInTheFiles()
                ? lastLoad("outcome") + ": " + policy() + " is in force"
                : lastLoad("outcome") + ": " + policy() + " stays in force";
        return first + observed() + details();
    }

    /** All of it. */
    String text() {
        StringBuilder text =
                new StringBuilder(policy()).append(" is in force since ").append(get("since"));
        text.append(observed())
                .append("\nfiles: ")
                .append(status.object("policy")
                        .map(each -> String.join(", ", each.texts("files")))
                        .orElse(""))
                .append("\nsessions: ")
                .append(get("sessions"))
                .append("\nrefused: ")
                .append(counts("refused"))
                .append("\nwould be refused if enforced: ")
                .append(counts("wouldRefuse"));
        status.object("ledger").map(ServerStatus::ledger).ifPresent(text::append);
        status.text("counting")
                .ifPresent(each -> text.append("\ncounting what is stored: ").append(each));
        status.object("candidate").map(ServerStatus::candidate).ifPresent(text::append);
        status.object("certificate")
                .flatMap(each -> each.text("subject"))
                .ifPresent(subject -> text.append("\ncertificate: ").append(subject));
        certificate().forEach(each -> text.append('\n').append(each));
        return text.append("\nlast load: ")
                .append(lastLoad("outcome"))
                .append(" at ")
                .append(lastLoad("at"))
                .append(details())
                .toString();
    }

    private String observed() {
        return get("observe").equals("true") ? "\nit is only observed (mode: observe): nothing is refused" : "";
    }

    private String details() {
        String detail = lastLoad("detail");
        return (detail.isEmpty() ? "" : "\n" + detail.stripTrailing())
                + status.texts("warnings").stream().map(each -> "\n" + each).collect(Collectors.joining());
    }

    /** What is wrong with the certificate, or soon will be. */
    private List<String> certificate() {
        return status.object("certificate").stream()
                .flatMap(each -> Stream.concat(
                        each.text("problem").map(why -> "the certificate files cannot be used: " + why).stream(),
                        each.texts("warnings").stream()))
                .toList();
    }

    private String policy() {
        Optional<JsonObject> policy = status.object("policy");
        return "policy " + policy.flatMap(each -> each.text("name")).orElse("?") + " ("
                + policy.flatMap(each -> each.text("hash")).orElse("?") + ")";
    }

    private String get(String key) {
        return status.text(key).orElse("?");
    }

    private String lastLoad(String key) {
        return status.object("lastLoad").flatMap(each -> each.text(key)).orElse("");
    }

    private String counts(String key) {
        Optional<JsonObject> counts =
                status.object(key).filter(each -> !each.keys().isEmpty());
        return counts.map(each -> each.keys().stream()
                        .map(name -> name + " " + each.text(name).orElse(""))
                        .collect(Collectors.joining(", ")))
                .orElse("nothing");
    }

    private static String ledger(JsonObject ledger) {
        String state = ledger.text("state").orElse("?");
        return state.equals("not-needed")
                ? ""
                : "\nquota ledger: " + ledger.text("kind").orElse("?") + ", " + state;
    }

    private static String candidate(JsonObject candidate) {
        return "\ncandidate: policy " + candidate.text("name").orElse("?") + " ("
                + candidate.text("hash").orElse("?") + "), "
                + (candidate.objects("differences").isEmpty() ? "no differences" : "differences:")
                + candidate.objects("differences").stream()
                        .map(ServerStatus::difference)
                        .collect(Collectors.joining());
    }

    private static String difference(JsonObject each) {
        return "\n  " + each.text("kind").orElse("?") + " " + each.text("rule").orElse("?") + " "
                + each.text("count").orElse("?") + ", first: "
                + each.text("example").orElse("?");
    }
}
