package org.portreeve.launcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class HouseTest {

    private static final JavaClasses LAUNCHER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.portreeve.launcher");

    @Test
    void spring_isKnownToTheServerAlone() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Server.class.getName())
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .check(LAUNCHER);
    }

    @Test
    void publicClasses_areThoseThatAnAdminNames() {
        classes()
                .that()
                .arePublic()
                .should()
                .haveNameMatching(".*\\.(Main|PasswordFile|Argon2PasswordEncryptor|package-info)")
                .check(LAUNCHER);
    }

    @Test
    void launcher_knowsOfThePluginOnlyWhatAnAdminNames() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.portreeve.ftp.*..", "org.portreeve.policy..", "org.portreeve.reply..")
                .check(LAUNCHER);
    }
}
