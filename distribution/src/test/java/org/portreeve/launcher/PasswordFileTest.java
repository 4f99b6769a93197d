package org.portreeve.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.apache.ftpserver.ftplet.AuthenticationFailedException;
import org.apache.ftpserver.ftplet.User;
import org.apache.ftpserver.usermanager.UsernamePasswordAuthentication;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.ConcurrentLoginRequest;
import org.apache.ftpserver.usermanager.impl.WritePermission;
import org.apache.ftpserver.usermanager.impl.WriteRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordFileTest {

    private static final String PASSWORD = "a=b,c$d:e\\f #g";

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void oneUser() throws Exception {
        file = directory.resolve("users.properties");
        OwnerOnly.file(file, UsersFile.withOneUser("admin", Argon2id.hash(PASSWORD), "./data/home"));
    }

    @Test
    void firstUser_logsInAndMayWriteWithoutLimits() throws Exception {
        User admin = login("admin", PASSWORD);

        assertThat(admin.getHomeDirectory()).isEqualTo("./data/home");
        assertThat(admin.authorize(new WriteRequest())).isNotNull();
        assertThat(admin.authorize(new ConcurrentLoginRequest(1000, 1000))).isNotNull();
        assertThat(admin.getMaxIdleTime()).isZero();
    }

    @Test
    void savedUser_logsInAfterReload_andTheFileStaysPrivate() throws Exception {
        BaseUser olga = new BaseUser();
        olga.setName("olga");
        olga.setPassword(PASSWORD);
        olga.setHomeDirectory("./data/olga");
        olga.setAuthorities(List.of(new WritePermission()));

        users().save(olga);

        assertThat(login("olga", PASSWORD).getName()).isEqualTo("olga");
        assertThat(login("admin", PASSWORD).getName()).isEqualTo("admin");
        assertThat(Files.readString(file)).contains("argon2id").doesNotContain(PASSWORD);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void userOfAnOlderServer_logsIn() throws Exception {
        append(
                "ftpserver.user.old.homedirectory=./res/home",
                "ftpserver.user.old.userpassword=21232F297A57A5A743894A0E4A801FC3");

        assertThat(login("old", "admin").getName()).isEqualTo("old");
        refused("old", "Admin");
    }

    @Test
    void wrongUnknownDisabledAndEmpty_failAlike() throws Exception {
        append(
                "ftpserver.user.off.homedirectory=./data/home",
                "ftpserver.user.off.userpassword=right",
                "ftpserver.user.off.enableflag=false",
                "ftpserver.user.blank.homedirectory=./data/home",
                "ftpserver.user.blank.userpassword=");

        refused("admin", "wrong");
        refused("admin", null);
        refused("nobody", "wrong");
        refused("nobody", null);
        refused(null, "wrong");
        refused("off", "right");
        refused("blank", "");
        refused("blank", null);
    }

    private void refused(String name, String password) {
        assertThatThrownBy(() -> login(name, password))
                .isInstanceOf(AuthenticationFailedException.class)
                .hasMessage("Authentication failed");
    }

    private User login(String name, String password) throws AuthenticationFailedException {
        return users().authenticate(new UsernamePasswordAuthentication(name, password));
    }

    private PasswordFile users() {
        return new PasswordFile(file.toFile());
    }

    private void append(String... lines) throws Exception {
        Files.writeString(file, Files.readString(file) + String.join("\n", lines) + "\n");
    }
}
