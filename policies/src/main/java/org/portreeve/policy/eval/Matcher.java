package org.portreeve.policy.eval;

import java.util.List;
import java.util.Set;
import org.portreeve.policy.Channel;
import org.portreeve.policy.Operation;

/** One condition of a rule. */
sealed interface Matcher {

    Truth test(Facts facts);

    /** The operation is one of these. Housekeeping is none. */
    record Operations(Set<Operation> any) implements Matcher {
        @Override
        public Truth test(Facts facts) {
            return Truth.of(facts.operation() != null && any.contains(facts.operation()));
        }
    }

    /** The verb is one of these. */
    record Commands(Set<String> any) implements Matcher {
        @Override
        public Truth test(Facts facts) {
            return facts.verb() == null ? Truth.UNKNOWN : Truth.of(any.contains(facts.verb()));
        }
    }

    /** The user is one of these. */
    record Users(Set<String> any) implements Matcher {
        @Override
        public Truth test(Facts facts) {
            String user = facts.session().user();
            if (user == null) {
                return facts.knowsUser() ? Truth.NO : Truth.UNKNOWN;
            }
            return Truth.of(any.contains(user));
        }
    }

    /** The client's address lies in one of these networks. */
    record From(AddressSet networks) implements Matcher {
        @Override
        public Truth test(Facts facts) {
            return Truth.of(networks.contains(facts.address()));
        }
    }

    /** The client came in here. */
    record Listeners(Set<String> any) implements Matcher {
        @Override
        public Truth test(Facts facts) {
            return Truth.of(any.contains(facts.session().listener()));
        }
    }

    /** The control connection is protected like this. */
    record Control(Set<Channel> any) implements Matcher {
        @Override
        public Truth test(Facts facts) {
            return Truth.of(any.contains(facts.control()));
        }
    }

    /** The account that was given is one of these. */
    record Accounts(Set<String> any) implements Matcher {
        @Override
        public Truth test(Facts facts) {
            String account = facts.session().account();
            if (account == null) {
                return facts.knowsAccount() ? Truth.NO : Truth.UNKNOWN;
            }
            return Truth.of(any.contains(account));
        }
    }

    /** The path fits one of these patterns. */
    record Paths(List<Glob> any) implements Matcher {
        @Override
        public Truth test(Facts facts) {
            String path = facts.path();
            if (path == null) {
                return facts.knowsPath() ? Truth.NO : everywhere();
            }
            String[] segments = Glob.split(path);
            String user = facts.session().user();
            Truth truth = Truth.NO;
            for (Glob glob : any) {
                boolean open = glob.needsUser() && user == null && !facts.knowsUser();
                truth = truth.or(open ? Truth.UNKNOWN : Truth.of(glob.matches(segments, user)));
            }
            return truth;
        }

        private Truth everywhere() {
            return any.stream().anyMatch(Glob::matchesEverything) ? Truth.YES : Truth.UNKNOWN;
        }
    }
}
