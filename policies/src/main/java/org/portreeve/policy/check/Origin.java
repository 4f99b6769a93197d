package org.portreeve.policy.check;

import java.util.List;
import java.util.Set;

/**
 * Where clients come from.
 *
 * @param names of networks that the policy declares
 * @param networks written out
 */
public record Origin(Set<String> names, List<Network> networks) {
    public Origin {
        names = Set.copyOf(names);
        networks = List.copyOf(networks);
    }
}
