package org.portreeve.policy.eval;

import java.math.BigInteger;
import java.net.InetAddress;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.portreeve.policy.Handshake.ClientCertificate;
import org.portreeve.policy.Operation;
import org.portreeve.policy.check.Box;
import org.portreeve.policy.check.CertificatePattern;
import org.portreeve.policy.check.CheckedPolicy;
import org.portreeve.policy.check.Network;
import org.portreeve.policy.check.Origin;
import org.portreeve.policy.check.PathPattern;
import org.portreeve.policy.check.SizeRange;
import org.portreeve.policy.check.Window;

/** Whether a box holds, one matcher after the other, straight from the model. */
final class ReferenceBox {
    private static final Set<Operation> SIZED =
            Set.of(Operation.READ, Operation.WRITE_CREATE, Operation.WRITE_OVERWRITE, Operation.WRITE_APPEND);

    private final CheckedPolicy policy;

    ReferenceBox(CheckedPolicy policy) {
        this.policy = policy;
    }

    /** A rule's box. Housekeeping reaches only rules that name a command, and none whose {@code op} names operations. */
    Truth ofRule(Box box, Asked asked) {
        Truth concerned = asked.operation() == null
                ? Truth.of(box.commands().isPresent() && box.coversHousekeeping())
                : Truth.of(box.operations().contains(asked.operation()));
        return concerned.and(matchers(box, asked));
    }

    /** An exception's box: its {@code op}, if it has one, narrows it further; {@code any} covers housekeeping too. */
    Truth ofException(Box box, Asked asked) {
        boolean concerned = asked.operation() == null
                ? box.coversHousekeeping()
                : !box.opGiven() || box.operations().contains(asked.operation());
        return Truth.of(concerned).and(matchers(box, asked));
    }

    private Truth matchers(Box box, Asked asked) {
        return users(box, asked)
                .and(groups(box, asked))
                .and(box.from().map(origin -> from(origin, asked)).orElse(Truth.YES))
                .and(box.listeners()
                        .map(any -> Truth.of(any.contains(asked.session().listener())))
                        .orElse(Truth.YES))
                .and(box.control()
                        .map(any -> Truth.of(any.contains(asked.control())))
                        .orElse(Truth.YES))
                .and(box.accounts().map(any -> account(any, asked)).orElse(Truth.YES))
                .and(box.certificates().map(any -> certificate(any, asked)).orElse(Truth.YES))
                .and(box.commands().map(any -> command(any, asked)).orElse(Truth.YES))
                .and(box.paths().map(any -> path(any, asked)).orElse(Truth.YES))
                .and(box.sizes().map(any -> size(any, asked)).orElse(Truth.YES))
                .and(box.during().map(any -> during(any, asked)).orElse(Truth.YES))
                .and(expires(box, asked));
    }

    private static Truth users(Box box, Asked asked) {
        return box.users().map(any -> user(any, asked)).orElse(Truth.YES);
    }

    private Truth groups(Box box, Asked asked) {
        Optional<Truth> any = box.groups()
                .map(names -> names.stream()
                        .map(name -> user(policy.groups().getOrDefault(name, Set.of()), asked))
                        .reduce(Truth.NO, Truth::or));
        return any.orElse(Truth.YES);
    }

    private static Truth user(Set<String> any, Asked asked) {
        String user = asked.session().user();
        if (asked.isOpen(Asked.Fact.USER)) {
            return Truth.UNKNOWN;
        }
        return Truth.of(user != null && any.contains(user));
    }

    private Truth from(Origin origin, Asked asked) {
        InetAddress address = asked.session().address();
        boolean written = origin.networks().stream().anyMatch(network -> holds(network, address));
        boolean named = origin.names().stream()
                .flatMap(name -> policy.networks().getOrDefault(name, List.of()).stream())
                .anyMatch(network -> holds(network, address));
        return Truth.of(written || named);
    }

    private static boolean holds(Network network, InetAddress address) {
        byte[] bytes = address.getAddress();
        BigInteger value = new BigInteger(1, bytes);
        boolean mapped = bytes.length == 16 && value.shiftRight(32).equals(BigInteger.valueOf(0xffff));
        if (mapped) {
            value = value.and(BigInteger.valueOf(0xffff_ffffL));
        }
        return network.v4() == (bytes.length == 4 || mapped)
                && network.first().compareTo(value) <= 0
                && network.last().compareTo(value) >= 0;
    }

    private static Truth account(Set<String> any, Asked asked) {
        String code = asked.session().account();
        if (asked.isOpen(Asked.Fact.ACCOUNT)) {
            return Truth.UNKNOWN;
        }
        return Truth.of(code != null && any.contains(code));
    }

    private static Truth certificate(List<CertificatePattern> any, Asked asked) {
        if (asked.isOpen(Asked.Fact.CERTIFICATE)) {
            return Truth.UNKNOWN;
        }
        ClientCertificate certificate = asked.certificate();
        return certificate == null
                ? Truth.NO
                : any.stream().map(each -> certificate(each, certificate)).reduce(Truth.NO, Truth::or);
    }

    private static Truth certificate(CertificatePattern pattern, ClientCertificate certificate) {
        if (pattern.field() == CertificatePattern.Field.ANY) {
            return Truth.YES;
        }
        String name =
                pattern.field() == CertificatePattern.Field.SUBJECT ? certificate.subject() : certificate.issuer();
        return name == null ? Truth.UNKNOWN : Truth.of(ReferenceGlob.fits(pattern.glob(), name));
    }

    private static Truth command(Set<String> any, Asked asked) {
        return asked.isOpen(Asked.Fact.VERB) ? Truth.UNKNOWN : Truth.of(any.contains(asked.verb()));
    }

    private static Truth path(List<PathPattern> any, Asked asked) {
        return any.stream().map(each -> path(each, asked)).reduce(Truth.NO, Truth::or);
    }

    private static Truth path(PathPattern pattern, Asked asked) {
        if (asked.isOpen(Asked.Fact.PATH)) {
            boolean everything = pattern.segments().equals(List.of(PathPattern.ANY_DEPTH));
            return everything ? Truth.YES : Truth.UNKNOWN;
        }
        String path = asked.path();
        if (path == null) {
            return Truth.NO;
        }
        boolean needsUser = pattern.segments().stream().anyMatch(each -> each.contains(PathPattern.USER));
        if (needsUser && asked.isOpen(Asked.Fact.USER)) {
            return Truth.UNKNOWN;
        }
        return Truth.of(ReferenceGlob.fits(pattern, path, asked.session().user()));
    }

    /** Only what moves a file has a size; of anything else nobody can say one, not even that it is unknown. */
    private static Truth size(List<SizeRange> any, Asked asked) {
        if (asked.operation() == null || !SIZED.contains(asked.operation())) {
            return Truth.NO;
        }
        if (asked.isOpen(Asked.Fact.SIZE)) {
            return Truth.UNKNOWN;
        }
        return Truth.of(any.stream().anyMatch(range -> holds(range, asked.size())));
    }

    private static boolean holds(SizeRange range, long size) {
        return size < 0 ? range.unknown() : !range.unknown() && range.least() <= size && size <= range.most();
    }

    private Truth during(List<Window> any, Asked asked) {
        if (asked.isOpen(Asked.Fact.TIME)) {
            return Truth.UNKNOWN;
        }
        ZonedDateTime clock = asked.at().atZone(policy.zone());
        return Truth.of(any.stream().anyMatch(window -> holds(window, clock.toLocalDateTime())));
    }

    private static boolean holds(Window window, LocalDateTime clock) {
        int minute = clock.getHour() * 60 + clock.getMinute();
        boolean today = window.days().contains(clock.getDayOfWeek());
        boolean yesterday = window.days().contains(clock.getDayOfWeek().minus(1));
        return window.wraps()
                ? (today && minute >= window.from()) || (yesterday && minute < window.to())
                : today && minute >= window.from() && minute < window.to();
    }

    private Truth expires(Box box, Asked asked) {
        if (box.expires().isEmpty()) {
            return Truth.YES;
        }
        if (asked.isOpen(Asked.Fact.TIME)) {
            return Truth.UNKNOWN;
        }
        return Truth.of(!asked.at()
                .atZone(policy.zone())
                .toLocalDate()
                .isAfter(box.expires().get()));
    }
}
