package org.portreeve.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.portreeve.policy.Policy;
import org.portreeve.policy.Request;
import org.portreeve.policy.StagedPolicy;

/** Requests to a policy that are asked in a circle. */
final class Ring {
    /** A power of two. {@code -jvmArgs -Dportreeve.ring=128} asks fewer sessions more often. */
    static final int SIZE = Integer.getInteger("portreeve.ring", 1024);

    private static final int MOST_ASKED = 100 * SIZE;

    private final Policy policy;
    private final List<Request> requests = new ArrayList<>();

    /**
     * @param outcome what they have in common: {@code allowed}, {@code refused} or, nothing, {@code mixed}
     */
    Ring(RequestSource generated, Policy policy, String outcome) throws IOException {
        this.policy = policy;
        int asked = 0;
        int allowed = 0;
        while (requests.size() < SIZE && asked < MOST_ASKED) {
            for (Request request : generated.requests(SIZE)) {
                boolean isAllowed = policy.decide(request).isAllowed();
                asked++;
                allowed += isAllowed ? 1 : 0;
                if (requests.size() < SIZE && (outcome.equals("mixed") || outcome.equals("allowed") == isAllowed)) {
                    requests.add(request);
                }
            }
        }
        System.out.println("(" + allowed + " of " + asked + " generated requests are allowed, " + requests.size()
                + " of them measured)");
        if (requests.isEmpty()) {
            throw new IllegalStateException("none of " + asked + " generated requests is " + outcome);
        }
        int different = requests.size(); // where there are many rules few requests are allowed: those come again
        while (requests.size() < SIZE) {
            requests.add(requests.get(requests.size() - different));
        }
    }

    /** What does not answer alike must not be measured side by side. */
    void compare(Peer peer) {
        for (Request request : requests) {
            if (peer.allows(request) != policy.decide(request).isAllowed()) {
                throw new IllegalStateException(
                        policy.decide(request) + " and " + peer.getClass().getSimpleName() + " disagree on " + request);
            }
        }
    }

    Request[] requests() {
        return requests.toArray(Request[]::new);
    }

    /** The session of each request, staged. */
    StagedPolicy[] staged() {
        return requests.stream().map(request -> policy.stage(request.session())).toArray(StagedPolicy[]::new);
    }
}
