package org.portreeve;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which room may know of which. */
class DirectionsTest {

    private static final JavaClasses PLUGIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(
                    "org.portreeve.ftp",
                    "org.portreeve.quota",
                    "org.portreeve.audit",
                    "org.portreeve.limit",
                    "org.portreeve.cli");

    @Test
    void packages_formNoCycle() {
        slices().matching("org.portreeve.(**)").should().beFreeOfCycles().check(PLUGIN);
    }

    @Test
    void ledgerAuditAndLimits_knowNothingOfTheServer() {
        noClasses()
                .that()
                .resideInAnyPackage("org.portreeve.quota..", "org.portreeve.audit..", "org.portreeve.limit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache..", "org.portreeve.ftp..", "org.portreeve.policy..")
                .check(PLUGIN);
    }

    @Test
    void thePlugin_knowsNeitherSpringNorALoggingBackend() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..", "ch.qos.logback..", "org.apache.log4j..", "org.portreeve.launcher..")
                .check(PLUGIN);
    }

    @Test
    void sqlDatabases_areForTheLedgerOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.portreeve.quota.jdbc..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..")
                .check(PLUGIN);
    }

    /** The drop-in jar alone is all that {@code java -jar} has. */
    @Test
    void theCommandLine_needsNoServer() {
        noClasses()
                .that()
                .resideInAPackage("org.portreeve.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache..", "org.slf4j..", "org.portreeve.ftp..")
                .check(PLUGIN);
    }
}
