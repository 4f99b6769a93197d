package org.portreeve.policy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;

/** What may know what. */
class DirectionsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.portreeve");

    @Test
    void packages_formNoCycle() {
        slices().assignedFrom(new DoorAndPackages()).should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void reply_isALeaf() {
        noClasses()
                .that()
                .resideInAPackage("org.portreeve.reply..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.portreeve.policy..")
                .check(CLASSES);
    }

    @Test
    void module_knowsOnlyTheJdkAndTheYamlParser() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.portreeve..", "org.snakeyaml.engine..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void yaml_isKnownToSyntaxAndCatalogueOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.portreeve.policy.syntax", "org.portreeve.reply")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.snakeyaml..")
                .check(CLASSES);
    }

    /** One slice a package. {@link PolicyFile}, the door that puts the others together, is one of its own. */
    private static final class DoorAndPackages implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass each) {
            return SliceIdentifier.of(
                    each.getName().startsWith(PolicyFile.class.getName()) ? "door" : each.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages, and the door";
        }
    }
}
