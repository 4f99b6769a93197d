package org.portreeve.launcher;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What clients may call this machine.
 *
 * @param primary the host name, or localhost
 * @param names with localhost, the shortest first
 * @param addresses with the loopback addresses, in text form without zones
 */
record HostNames(String primary, Set<String> names, Set<String> addresses) {

    private static final String LOCALHOST = "localhost";
    private static final Pattern DNS_NAME =
            Pattern.compile("(?=.{1,253}$)(?!.*\\.\\d+$)[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})*");
    private static final long PATIENCE_MILLIS = 500;
    private static final int COMMON_NAME_MAX = 64;

    static HostNames ofThisMachine() {
        Set<String> names = new LinkedHashSet<>();
        hostNames().stream()
                .filter(name -> DNS_NAME.matcher(name).matches())
                .sorted(Comparator.comparingInt(String::length).thenComparing(name -> name))
                .forEach(names::add);
        names.add(LOCALHOST);
        Set<String> addresses = new LinkedHashSet<>();
        addresses.add("127.0.0.1");
        addresses.add("0:0:0:0:0:0:0:1");
        interfaces().map(HostNames::withoutZone).forEach(addresses::add);
        String primary = names.stream()
                .filter(name -> name.length() <= COMMON_NAME_MAX)
                .findFirst()
                .orElse(LOCALHOST);
        return new HostNames(primary, names, addresses);
    }

    /** What is known in time: a name service that does not answer must not hold up the start. */
    private static Set<String> hostNames() {
        Set<String> found = ConcurrentHashMap.newKeySet();
        Thread lookup = new Thread(() -> lookUp(found), "portreeve-host-name");
        lookup.setDaemon(true);
        lookup.start();
        try {
            lookup.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return found;
    }

    private static void lookUp(Set<String> found) {
        try {
            InetAddress local = InetAddress.getLocalHost();
            found.add(local.getHostName());
            found.add(local.getCanonicalHostName());
        } catch (UnknownHostException e) {
            found.add(LOCALHOST);
        }
    }

    private static Stream<InetAddress> interfaces() {
        try {
            return NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses);
        } catch (SocketException e) {
            return Stream.empty();
        }
    }

    private static String withoutZone(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
