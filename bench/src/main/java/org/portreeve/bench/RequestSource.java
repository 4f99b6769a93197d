package org.portreeve.bench;

import java.io.IOException;
import java.util.List;
import org.portreeve.policy.Request;

/** What makes requests that fit a policy, others at each call. */
interface RequestSource {
    List<Request> requests(int count) throws IOException;
}
