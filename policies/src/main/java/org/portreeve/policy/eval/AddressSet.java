package org.portreeve.policy.eval;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.portreeve.policy.check.Network;

/** Networks as sorted ranges that do not overlap; one binary search answers. */
final class AddressSet {
    private final Ranges v4;
    private final Ranges v6;

    AddressSet(List<Network> networks) {
        this.v4 = Ranges.of(networks.stream().filter(Network::v4).toList());
        this.v6 = Ranges.of(networks.stream().filter(each -> !each.v4()).toList());
    }

    boolean contains(Address address) {
        return (address.v4() ? v4 : v6).contains(address);
    }

    /** Both ends of each range belong to it. */
    private record Ranges(List<Address> firsts, List<Address> lasts) {

        static Ranges of(List<Network> networks) {
            List<Address> firsts = new ArrayList<>();
            List<Address> lasts = new ArrayList<>();
            BigInteger covered = BigInteger.ONE.negate();
            Comparator<Network> widestFirst =
                    Comparator.comparing(Network::first).thenComparing(Network::last, Comparator.reverseOrder());
            for (Network network : networks.stream().sorted(widestFirst).toList()) {
                if (network.last().compareTo(covered) > 0) {
                    firsts.add(address(network.v4(), network.first()));
                    lasts.add(address(network.v4(), network.last()));
                    covered = network.last();
                }
            }
            return new Ranges(List.copyOf(firsts), List.copyOf(lasts));
        }

        boolean contains(Address address) {
            int low = 0;
            int high = firsts.size() - 1;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                if (compare(address, firsts.get(middle)) < 0) {
                    high = middle - 1;
                } else if (compare(address, lasts.get(middle)) > 0) {
                    low = middle + 1;
                } else {
                    return true;
                }
            }
            return false;
        }

        private static int compare(Address a, Address b) {
            int high = Long.compareUnsigned(a.high(), b.high());
            return high != 0 ? high : Long.compareUnsigned(a.low(), b.low());
        }

        private static Address address(boolean v4, BigInteger value) {
            return new Address(v4, value.shiftRight(64).longValue(), value.longValue());
        }
    }
}
