package org.portreeve.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.portreeve.policy.diagnostic.Code;
import org.portreeve.policy.diagnostic.Diagnostic;
import org.portreeve.policy.diagnostic.Report;
import org.portreeve.policy.diagnostic.Severity;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schemas that editors use say what the checker says, as far as a schema can. */
class SchemaTest {
    private static final long SEED = 20261121;
    private static final int VARIANTS = 1500;
    private static final Path SHIPPED = Path.of("schema");
    private static final List<Path> SHIPPED_FILES = List.of(Path.of("presets"), Path.of("../conf"));

    /** Findings about keys, types and words. What a schema cannot see among them is in {@link #BEYOND}. */
    private static final Set<Code> STRUCTURAL = EnumSet.of(
            Code.UNKNOWN_KEY,
            Code.NO_DEFAULT,
            Code.WRONG_TYPE,
            Code.RULE_KIND,
            Code.BAD_ID,
            Code.MISSING_KEY,
            Code.KEY_NOT_HERE,
            Code.UNKNOWN_VALUE,
            Code.VERSION);

    /** The order of keys, what the words of a question come to, what goes with a command, and what has too many values. */
    private static final Pattern BEYOND = Pattern.compile("does not come first|unknown time zone|no certificate is"
            + "|no TLS version is|this `command`|no `as`|two names|is no moment|is not an address|is not a size"
            + "|names no file|does not go with `command|exception can never hold|It is an FTP command such as");

    private static final Map<FileKind, Schema> SCHEMAS = new EnumMap<>(FileKind.class);

    static {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
        for (FileKind kind : FileKind.values()) {
            SCHEMAS.put(kind, registry.getSchema(PolicyFile.schema(kind), InputFormat.JSON));
        }
    }

    @TempDir
    Path directory;

    /** A file as the checker and as a schema see it. */
    private record Judged(Path file, FileKind kind, List<Diagnostic> errors) {

        static Stream<Judged> policy(Path file) {
            Examination examination = PolicyFile.examine(file, CasesTest.TODAY);
            List<Diagnostic> errors = errors(examination.report());
            boolean allRead = errors.stream().noneMatch(each -> each.code() == Code.INCLUDE);
            return examination.files().stream()
                    .filter(each -> each.equals(file) || allRead)
                    .map(each -> new Judged(
                            each,
                            each.equals(file) ? FileKind.POLICY : FileKind.INCLUDED,
                            errors.stream()
                                    .filter(error -> error.place().file().equals(each.toString()))
                                    .toList()));
        }

        static Judged replies(Path file) {
            return new Judged(file, FileKind.REPLIES, errors(PolicyFile.examineReplies(file)));
        }

        private static List<Diagnostic> errors(Report report) {
            return report.findings().stream()
                    .filter(each -> each.severity() == Severity.ERROR)
                    .toList();
        }

        boolean isFaultyInStructure() {
            return errors.stream()
                    .anyMatch(each -> STRUCTURAL.contains(each.code())
                            && !BEYOND.matcher(each.message() + " " + each.help())
                                    .find());
        }

        /** What the schema says, whether an editor takes values for text or for what they look like. */
        void compare() throws IOException {
            String text = Files.readString(file);
            for (LoadSettings settings : List.of(typed(), untyped())) {
                Optional<JsonNode> tree = tree(text, settings);
                List<Error> faults =
                        tree.map(each -> SCHEMAS.get(kind).validate(each)).orElse(List.of());
                if (errors.isEmpty()) {
                    assertThat(tree).as(text).isPresent();
                    assertThat(faults).as(text).isEmpty();
                } else if (tree.isPresent() && isFaultyInStructure()) {
                    assertThat(faults).as("%s%n%s", text, errors).isNotEmpty();
                }
            }
        }

        private static LoadSettings typed() {
            return LoadSettings.builder().setSchema(new CoreSchema()).build();
        }

        private static LoadSettings untyped() {
            return LoadSettings.builder().setSchema(new FailsafeSchema()).build();
        }

        private static Optional<JsonNode> tree(String text, LoadSettings settings) {
            try {
                Iterator<Object> documents =
                        new Load(settings).loadAllFromString(text).iterator();
                JsonNode tree = documents.hasNext() ? JsonMapper.shared().valueToTree(documents.next()) : null;
                return documents.hasNext() ? Optional.empty() : Optional.ofNullable(tree);
            } catch (YamlEngineException | IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }

    static Stream<Path> files() throws IOException {
        List<Path> files = new ArrayList<>(CasesTest.files());
        for (Path folder : SHIPPED_FILES) {
            files.addAll(yaml(folder));
        }
        return files.stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void schemaAndChecker_agree(Path file) throws IOException {
        for (Judged judged : judge(file)) {
            if (Files.exists(judged.file()) && isText(judged.file())) {
                judged.compare();
            }
        }
    }

    /** Trees of what the checker takes with a few parts taken out, put in or exchanged. */
    @Test
    void schemaAndChecker_agreeOnVariants() throws IOException {
        Random random = new Random(SEED);
        List<Path> seeds = files().filter(file ->
                        judge(file).stream().allMatch(each -> each.errors().isEmpty()))
                .toList();
        TreeMutation mutation = new TreeMutation(random);
        int clean = 0;
        int faulty = 0;

        for (int i = 0; i < VARIANTS; i++) {
            Path seed = seeds.get(random.nextInt(seeds.size()));
            Optional<JsonNode> tree = Judged.tree(Files.readString(seed), Judged.untyped());
            if (tree.isEmpty()) {
                continue;
            }
            JsonNode changed = mutation.of(tree.get());
            Path file = Files.writeString(directory.resolve(seed.getFileName()), changed.toPrettyString());
            for (Judged judged : judge(file)) {
                judged.compare();
                clean += judged.errors().isEmpty() ? 1 : 0;
                faulty += judged.isFaultyInStructure() ? 1 : 0;
            }
        }

        assertThat(clean).isGreaterThan(VARIANTS / 20);
        assertThat(faulty).isGreaterThan(VARIANTS / 20);
    }

    @ParameterizedTest
    @EnumSource(FileKind.class)
    void shippedSchema_isTheOneOfThisVersion(FileKind kind) throws IOException {
        assertThat(SHIPPED.resolve(kind + ".schema.json"))
                .as(
                        "after a change of the language: java -jar portreeve-<version>.jar schema %s > policies/schema/…",
                        kind)
                .hasContent(PolicyFile.schema(kind));
    }

    @ParameterizedTest
    @EnumSource(FileKind.class)
    void everyKey_hasADescription(FileKind kind) {
        JsonNode schema = JsonMapper.shared().readTree(PolicyFile.schema(kind));

        List<JsonNode> mappings =
                new ArrayList<>(schema.get("definitions").valueStream().toList());
        mappings.add(schema);
        for (JsonNode mapping : mappings) {
            for (JsonNode key : mapping.path("properties").values()) {
                JsonNode described = key.has("description") ? key : resolved(schema, key.path("$ref"));
                assertThat(described.path("description").asString(""))
                        .as(key.toString())
                        .hasSizeGreaterThan(5);
            }
        }
    }

    private static JsonNode resolved(JsonNode schema, JsonNode reference) {
        return schema.at(reference.asString("").replace("#", ""));
    }

    @Test
    void shippedFiles_nameTheirSchema() throws IOException {
        for (Path folder : SHIPPED_FILES) {
            for (Path file : yaml(folder)) {
                String kind = file.endsWith("replies.yaml") ? "replies" : "policy";
                assertThat(Files.readAllLines(file).get(0))
                        .as(file.toString())
                        .isEqualTo("# yaml-language-server: $schema=../schema/" + kind + ".schema.json");
            }
        }
    }

    private static List<Path> yaml(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(each -> each.toString().endsWith(".yaml")).toList();
        }
    }

    private static List<Judged> judge(Path file) {
        return file.endsWith("replies.yaml")
                ? List.of(Judged.replies(file))
                : Judged.policy(file).toList();
    }

    private static boolean isText(Path file) {
        try {
            return Files.readString(file) != null;
        } catch (IOException e) {
            return false;
        }
    }
}
