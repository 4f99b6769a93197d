package org.portreeve.reply;

import java.util.EnumMap;
import java.util.Map;

/** Code by phase, and text, of one symbolic reply. */
record Wording(Map<ReplyPhase, Integer> codes, String text) {
    Wording {
        codes = Map.copyOf(codes);
        if (codes.size() != ReplyPhase.values().length) {
            throw new IllegalArgumentException("a reply needs a code in each phase");
        }
    }

    Reply reply(ReplyPhase phase) {
        Integer code = codes.get(phase);
        if (code == null) {
            throw new IllegalStateException("a reply has a code in each phase");
        }
        return new Reply(code, text);
    }

    Wording withCode(ReplyPhase phase, int code) {
        Map<ReplyPhase, Integer> changed = new EnumMap<>(codes);
        changed.put(phase, code);
        return new Wording(changed, text);
    }

    Wording withText(String changed) {
        return new Wording(codes, changed);
    }
}
