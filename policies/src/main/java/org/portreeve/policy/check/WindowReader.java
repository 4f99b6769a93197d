package org.portreeve.policy.check;

import static org.portreeve.policy.diagnostic.Words.quote;

import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.ast.Scalar;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostics;

/** Reads one window of {@code during}: {@code mon-fri 08:00-18:00}, {@code 22:00-06:00}, {@code sat-sun}. */
final class WindowReader {
    /** As it must be written: the form below takes more, to say what was meant. */
    static final String TIDY = "(?=.)(?:DAY(?:-DAY)?)?(?:(?:^| )CLOCK-CLOCK)?"
            .replace("DAY", "(?:" + String.join("|", days()) + ")")
            .replace("CLOCK", "(?:[01][0-9]|2[0-4]):[0-5][0-9]");

    private static final Pattern FORM =
            Pattern.compile("(?:([A-Za-z]{2,9})(?: ?- ?([A-Za-z]{2,9}))?)? *(?:([0-9:]{1,5}) ?- ?([0-9:]{1,5}))?");
    private static final Pattern CLOCK = Pattern.compile("([0-9]{1,2})(?::([0-9]{2}))?");
    private static final int DAY = 24 * 60;

    private final Diagnostics findings;

    WindowReader(Diagnostics findings) {
        this.findings = findings;
    }

    Optional<Window> read(Scalar word) {
        Matcher form = FORM.matcher(word.text().strip());
        Optional<Draft> draft = form.matches() && !word.text().isBlank() ? Draft.of(form) : Optional.empty();
        if (draft.isEmpty()) {
            return bad(
                    word,
                    quote(word.text()) + " is not a time of the week",
                    word.text().indexOf(',') >= 0
                            ? "make it a list: [sat 10:00-12:00, sun 10:00-12:00]"
                            : "write mon-fri 08:00-18:00, 22:00-06:00 or sat-sun. Days are mon tue wed thu fri sat sun.");
        }
        String tidy = draft.get().toString();
        if (!tidy.equals(word.text())) {
            return bad(
                    word,
                    quote(word.text()) + " is not a time of the week",
                    "did you mean `" + tidy + "`? Days have three small letters, times two digits on both sides.");
        }
        if (draft.get().from() == DAY) {
            return bad(word, "no day has 24:00 as a beginning", "the next day begins at 00:00.");
        }
        if (draft.get().from() == draft.get().to()) {
            return bad(
                    word,
                    "a time of no length",
                    "for a whole day name only the day: `sun`; for every day 00:00-24:00.");
        }
        return Optional.of(draft.get().window());
    }

    private Optional<Window> bad(Scalar word, String message, String help) {
        findings.error(Code.BAD_TIME, word.span(), message, help);
        return Optional.empty();
    }

    private static List<String> days() {
        return EnumSet.allOf(DayOfWeek.class).stream().map(Draft::name).toList();
    }

    /** What it most likely means; the days are empty for every day. */
    private record Draft(Optional<DayOfWeek> first, Optional<DayOfWeek> last, boolean clock, int from, int to) {

        static Optional<Draft> of(Matcher form) {
            Optional<DayOfWeek> first = day(form.group(1));
            Optional<DayOfWeek> last = day(form.group(2));
            boolean clock = form.group(3) != null;
            int from = clock ? minute(form.group(3)) : 0;
            int to = clock ? minute(form.group(4)) : DAY;
            boolean unread = first.isPresent() != (form.group(1) != null)
                    || last.isPresent() != (form.group(2) != null)
                    || from < 0
                    || to < 0;
            return unread
                    ? Optional.empty()
                    : Optional.of(new Draft(first, last.filter(each -> first.get() != each), clock, from, to));
        }

        private static Optional<DayOfWeek> day(@Nullable String word) {
            if (word == null || word.length() < 3) {
                return Optional.empty();
            }
            String lower = word.toLowerCase(Locale.ROOT);
            return EnumSet.allOf(DayOfWeek.class).stream()
                    .filter(each -> each.name().toLowerCase(Locale.ROOT).startsWith(lower))
                    .findFirst();
        }

        /** Minutes since midnight, or -1. */
        private static int minute(String text) {
            Matcher clock = CLOCK.matcher(text);
            if (!clock.matches()) {
                return -1;
            }
            int hour = Integer.parseInt(clock.group(1));
            int minute = clock.group(2) == null ? 0 : Integer.parseInt(clock.group(2));
            boolean real = minute < 60 && (hour < 24 || (hour == 24 && minute == 0));
            return real ? hour * 60 + minute : -1;
        }

        /** An end at 00:00 is the midnight that ends the day. */
        Window window() {
            return new Window(days(), from, to == 0 ? DAY : to);
        }

        private Set<DayOfWeek> days() {
            if (first.isEmpty()) {
                return EnumSet.allOf(DayOfWeek.class);
            }
            Set<DayOfWeek> days = EnumSet.of(first.get());
            for (DayOfWeek day = first.get(); day != last.orElse(first.get()); day = day.plus(1)) {
                days.add(day.plus(1));
            }
            return days;
        }

        @Override
        public String toString() {
            String days = first.map(Draft::name).orElse("")
                    + last.map(each -> "-" + name(each)).orElse("");
            String times = clock ? time(from) + "-" + time(to) : "";
            return days + (days.isEmpty() || times.isEmpty() ? "" : " ") + times;
        }

        private static String name(DayOfWeek day) {
            return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
        }

        private static String time(int minute) {
            return "%02d:%02d".formatted(minute / 60, minute % 60);
        }
    }
}
