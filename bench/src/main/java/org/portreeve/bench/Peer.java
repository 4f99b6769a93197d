package org.portreeve.bench;

import org.portreeve.policy.Request;

/** The same rules in the hands of somebody else. */
interface Peer {
    boolean allows(Request request);
}
