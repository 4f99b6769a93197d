package org.portreeve.launcher;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What clients may call this machine.
 *
 * @param primary the host name, or localhost
 * @param names with localhost, in the order found
 * @param addresses with the loopback addresses, in text form without zones
 */
record HostNames(String primary, Set<String> names, Set<String> addresses) {

    private static final String LOCALHOST = "localhost";
    private static final Pattern DNS_NAME =
            Pattern.compile("(?=.{1,253}$)[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})*");
    private static final int COMMON_NAME_MAX = 64;

    static HostNames ofThisMachine() {
        Set<String> names = new LinkedHashSet<>();
        String host = hostName();
        if (DNS_NAME.matcher(host).matches()) {
            names.add(host);
        }
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

    /** A name service that does not answer must not hold up the start. */
    private static String hostName() {
        CompletableFuture<String> lookup = new CompletableFuture<>();
        Thread thread = new Thread(() -> lookup.complete(lookUp()), "portreeve-host-name");
        thread.setDaemon(true);
        thread.start();
        try {
            return lookup.get(500, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return LOCALHOST;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return LOCALHOST;
        }
    }

    private static String lookUp() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return LOCALHOST;
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
