package org.portreeve.policy.check;

import java.util.Set;

/**
 * Where clients come from.
 *
 * @param names of networks that the policy declares
 * @param networks written out
 */
public record Origin(Set<String> names, Set<Network> networks) {
    public Origin {
        names = Set.copyOf(names);
        networks = Set.copyOf(networks);
    }
}
