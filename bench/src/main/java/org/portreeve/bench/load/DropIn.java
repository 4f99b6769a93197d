package org.portreeve.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * The genuine FtpServer as it is shipped, log of every command included, but with 256 threads.
 *
 * @param name of a user of it as well, beside the usual one
 * @param plugin Portreeve, dropped in with a policy; bare without it
 * @param limits whether the policy has limits
 * @param ledger address of a PostgreSQL where they are counted, else a file is
 */
record DropIn(String name, Path archive, Optional<Path> plugin, boolean limits, Optional<String> ledger)
        implements Contender {
    private static final String CONFIGURATION = """
            <server xmlns="http://mina.apache.org/ftpserver/spring/v1"
              xmlns:beans="http://www.springframework.org/schema/beans"
              xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
              xsi:schemaLocation="http://www.springframework.org/schema/beans http://www.springframework.org/schema/beans/spring-beans.xsd
                http://mina.apache.org/ftpserver/spring/v1 http://mina.apache.org/ftpserver/ftpserver-1.0.xsd"
              id="bench" anon-enabled="false" max-logins="0" max-threads="256" max-login-failures="100" login-failure-delay="0">
              <listeners>
                <nio-listener name="default" port="%d" local-address="127.0.0.1" idle-timeout="900">
                  <ssl><keystore file="%s" type="PKCS12" password="%s"/></ssl>
                  <data-connection idle-timeout="60"><passive ports="%d-%d"/></data-connection>
                </nio-listener>
              </listeners>
              %s
              <file-user-manager file="./res/conf/bench-users.properties" encrypt-passwords="md5"/>
            </server>
            """;
    private static final String PORTREEVE = """
            <ftplets><ftplet name="portreeve"><beans:bean class="org.portreeve.ftp.PolicyFtplet">
              <beans:property name="policy" value="res/conf/policy.yaml"/>
              %s
            </beans:bean></ftplet></ftplets>
            """;
    private static final String LEDGER = "<beans:property name=\"ledger\" value=\"%s\"/>";

    static DropIn bare(Path archive) {
        return new DropIn("bare", archive, Optional.empty(), false, Optional.empty());
    }

    static DropIn with(Path plugin, Path archive) {
        return new DropIn("drop-in", archive, Optional.of(plugin), true, Optional.empty());
    }

    static DropIn withoutLimits(Path plugin, Path archive) {
        return new DropIn("no-limits", archive, Optional.of(plugin), false, Optional.empty());
    }

    @Override
    public String version() {
        String with = plugin.isPresent() ? " with Portreeve dropped in" + (limits ? "" : ", no limits") : "";
        return "Apache FtpServer 1.2.1" + with + ", JDK " + Runtime.version();
    }

    @Override
    public boolean java() {
        return true;
    }

    @Override
    public List<String> prepare(Place place) throws IOException {
        Path home = place.directory();
        Archive.unpack(archive, home);
        Path settings = home.resolve("res/conf");
        if (plugin.isPresent()) {
            Files.copy(plugin.get(), home.resolve("common/lib/portreeve.jar"), StandardCopyOption.REPLACE_EXISTING);
            Path policy = settings.resolve("policy.yaml");
            if (limits) {
                BenchPolicy.write(policy);
            } else {
                BenchPolicy.writeWithoutLimits(policy);
            }
        }
        UsersFile.write(settings.resolve("bench-users.properties"), place.home(), name);
        Files.writeString(
                settings.resolve("bench.xml"),
                CONFIGURATION.formatted(
                        place.port(),
                        place.certificate().keyStore(),
                        Certificate.PASSWORD,
                        place.firstPassive(),
                        place.lastPassive(),
                        plugin.isPresent()
                                ? PORTREEVE.formatted(
                                        ledger.map(LEDGER::formatted).orElse(""))
                                : ""));
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                "common/classes:common/lib/*",
                "org.apache.ftpserver.main.CommandLine",
                "res/conf/bench.xml");
    }

    @Override
    public void cleanUp(Place place) {
        // all is in its directory
    }
}
