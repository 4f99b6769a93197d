package org.portreeve.policy.eval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.portreeve.policy.check.PathPattern;

/**
 * A place in the tree of patterns: what may come next.
 *
 * @param end the pattern that ends here, or {@link #NONE}
 * @param deepEnd the pattern that goes on with {@code **} and nothing else, or {@link #NONE}
 * @param literals by name
 * @param extensions {@code *.csv} by {@code .csv}
 * @param user after {@code $user}
 * @param any after {@code *}
 * @param globs other segments with wildcards
 * @param globNodes after each of them
 * @param last {@code **} and a last segment: what that may be
 * @param deep {@code **} and more: what may come at any depth
 * @param tangled what goes on with {@code **} and has another in its midst
 */
@SuppressWarnings("ArrayRecordComponent") // read for each command, never given away, never compared
record PathNode(
        int end,
        int deepEnd,
        SegmentMap literals,
        SegmentMap extensions,
        @Nullable PathNode user,
        @Nullable PathNode any,
        SegmentGlob[] globs,
        PathNode[] globNodes,
        @Nullable PathNode last,
        @Nullable PathNode deep,
        TangledPattern[] tangled,
        boolean hasChildren) {
    static final int NONE = -1;

    /** Grows a tree. */
    static final class Builder {
        private static final String ANY = "*";
        private static final SegmentGlob[] NO_GLOBS = {};
        private static final PathNode[] NO_NODES = {};
        private static final TangledPattern[] NOT_TANGLED = {};

        private final Map<String, Builder> literals = new HashMap<>(2);
        private final Map<String, Builder> extensions = new HashMap<>(2);
        private final Map<String, Builder> globs = new LinkedHashMap<>(2);
        private final List<TangledPattern> tangled = new ArrayList<>(0);
        private @Nullable Builder user;
        private @Nullable Builder any;
        private @Nullable Builder last;
        private @Nullable Builder deep;
        private int end = NONE;
        private int deepEnd = NONE;

        void add(List<String> segments, int pattern) {
            if (segments.isEmpty()) {
                end = pattern;
            } else if (segments.get(0).equals(PathPattern.ANY_DEPTH)) {
                addDeep(segments, pattern);
            } else {
                child(segments.get(0)).add(segments.subList(1, segments.size()), pattern);
            }
        }

        private void addDeep(List<String> segments, int pattern) {
            List<String> rest = segments.subList(1, segments.size());
            int second = rest.indexOf(PathPattern.ANY_DEPTH);
            if (rest.isEmpty()) {
                deepEnd = pattern;
            } else if (second >= 0 && second < rest.size() - 1) {
                tangled.add(new TangledPattern(pattern, segments));
            } else if (rest.size() == 1) {
                last = last == null ? new Builder() : last;
                last.add(rest, pattern);
            } else {
                deep = deep == null ? new Builder() : deep;
                deep.add(rest, pattern);
            }
        }

        private Builder child(String segment) {
            if (segment.equals(ANY)) {
                any = any == null ? new Builder() : any;
                return any;
            }
            if (segment.equals(PathPattern.USER)) {
                user = user == null ? new Builder() : user;
                return user;
            }
            if (isExtension(segment)) {
                return extensions.computeIfAbsent(segment.substring(1), each -> new Builder());
            }
            boolean literal = !segment.contains(ANY) && !segment.contains(PathPattern.USER);
            return (literal ? literals : globs).computeIfAbsent(segment, each -> new Builder());
        }

        private static boolean isExtension(String segment) {
            return segment.startsWith("*.")
                    && segment.indexOf('*', 1) < 0
                    && segment.indexOf('.', 2) < 0
                    && !segment.contains(PathPattern.USER);
        }

        PathNode build() {
            return new PathNode(
                    end,
                    deepEnd,
                    SegmentMap.of(literals),
                    SegmentMap.of(extensions),
                    built(user),
                    built(any),
                    globs.isEmpty()
                            ? NO_GLOBS
                            : globs.keySet().stream()
                                    .map(SegmentGlob::ofSegment)
                                    .toArray(SegmentGlob[]::new),
                    globs.isEmpty()
                            ? NO_NODES
                            : globs.values().stream().map(Builder::build).toArray(PathNode[]::new),
                    built(last),
                    built(deep),
                    tangled.isEmpty() ? NOT_TANGLED : tangled.toArray(TangledPattern[]::new),
                    !literals.isEmpty() || !extensions.isEmpty() || !globs.isEmpty() || user != null || any != null);
        }

        private static @Nullable PathNode built(@Nullable Builder builder) {
            return builder == null ? null : builder.build();
        }
    }
}
