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
 * @param plugin Portreeve, dropped in with a policy; bare without it
 */
record DropIn(Path archive, Optional<Path> plugin) implements Contender {
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
            </beans:bean></ftplet></ftplets>
            """;

    @Override
    public String name() {
        return plugin.isPresent() ? "drop-in" : "bare";
    }

    @Override
    public String version() {
        String with = plugin.isPresent() ? " with Portreeve dropped in" : "";
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
            BenchPolicy.write(settings.resolve("policy.yaml"));
        }
        UsersFile.write(settings.resolve("bench-users.properties"), place.home());
        Files.writeString(
                settings.resolve("bench.xml"),
                CONFIGURATION.formatted(
                        place.port(),
                        place.certificate().keyStore(),
                        Certificate.PASSWORD,
                        place.firstPassive(),
                        place.lastPassive(),
                        plugin.isPresent() ? PORTREEVE : ""));
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
