package org.portreeve.policy.check;

import java.util.List;
import org.portreeve.policy.Operation;
import org.portreeve.policy.Verb;
import org.portreeve.policy.check.Rule.Require;

/** What a rule can come to refuse. */
final class Reach {

    private Reach() {}

    static List<Act> of(Box box, Rule.Effect effect) {
        return Act.ALL.stream()
                .filter(act -> act.isCovered(box))
                .filter(act -> !(effect instanceof Require require) || asks(require, act))
                .toList();
    }

    private static boolean asks(Require require, Act act) {
        boolean always = require.control()
                || require.certificate()
                || require.versions().isPresent()
                || require.ciphers().isPresent();
        boolean login = act.operation().filter(Operation.LOGIN::equals).isPresent();
        boolean account = require.account().isPresent() && (!login || require.atLogin());
        return always || account || (require.looksAtData() && Verb.usesDataConnection(act.verb()));
    }
}
