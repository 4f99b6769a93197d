package org.portreeve.ftp.command;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ftpserver.impl.FtpIoSession;
import org.portreeve.ftp.session.CommandLine;
import org.portreeve.ftp.session.Refusal;
import org.portreeve.ftp.session.SessionState;
import org.portreeve.reply.LanguageTag;
import org.portreeve.reply.SymbolicReply;
import org.portreeve.reply.Vocabulary;

/**
 * LANG (RFC 2640 §4), before login too. FtpServer keeps the language, so that its texts and ours follow the same choice:
 * offered is what either has texts in, and what one lacks it says in English.
 */
final class Languages {

    private Languages() {}

    static Verdict lang(SessionState session, CommandLine command) {
        session.ftp().resetState();
        String asked = command.argument();
        if (asked == null || asked.isBlank()) {
            session.speakStandardLanguage();
            return Verdict.answer(SymbolicReply.COMMAND_OKAY);
        }
        Optional<LanguageTag> tag = LanguageTag.of(asked.strip());
        if (tag.isEmpty()) {
            return Verdict.outOfOrder(SymbolicReply.ARGUMENT_INVALID, "language-tag");
        }
        Set<LanguageTag> offered = offered(session);
        Optional<LanguageTag> chosen =
                tag.get().lookup().stream().filter(offered::contains).findFirst();
        chosen.ifPresent(language -> session.ftp().setLanguage(language.value()));
        return chosen.isPresent()
                ? Verdict.answer(SymbolicReply.COMMAND_OKAY)
                : new Verdict.Refuse(Refusal.builtIn(SymbolicReply.LANGUAGE_UNKNOWN, "language"));
    }

    /** What FEAT says of it (RFC 2640 §4.3): the language in force has an asterisk. */
    static String feature(SessionState session) {
        LanguageTag inForce = inForce(session);
        return offered(session).stream()
                .map(language -> language.value().toUpperCase(Locale.ROOT) + (language.equals(inForce) ? "*" : ""))
                .collect(Collectors.joining(";", "LANG ", ""));
    }

    /**
     * FtpServer's 331 in traditional Chinese names a user whom FtpServer does not know before the password, and fails over
     * it. Nobody finds out where LANG is refused before login.
     */
    static void letServerSpeakEnglish(SessionState session) {
        FtpIoSession ftp = session.ftp();
        String language = ftp.getLanguage();
        if (language != null) {
            ftp.setLanguage(null);
            session.atEnd(() -> ftp.setLanguage(language));
        }
    }

    private static LanguageTag inForce(SessionState session) {
        String language = session.ftp().getLanguage();
        return Optional.ofNullable(language)
                .flatMap(LanguageTag::of)
                .filter(offered(session)::contains)
                .orElse(LanguageTag.ENGLISH);
    }

    private static Set<LanguageTag> offered(SessionState session) {
        Vocabulary vocabulary = session.counsel().vocabulary();
        Set<LanguageTag> offered = new LinkedHashSet<>(vocabulary.languages());
        List<String> ofServer = session.context().getMessageResource().getAvailableLanguages();
        if (ofServer != null) {
            ofServer.stream()
                    .flatMap(language -> LanguageTag.of(language).stream())
                    .filter(vocabulary::permits)
                    .forEach(offered::add);
        }
        return offered;
    }
}
