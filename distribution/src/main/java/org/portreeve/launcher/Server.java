package org.portreeve.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.impl.DefaultFtpServer;
import org.portreeve.ftp.PolicyFtplet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.xml.XmlBeanDefinitionReader;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.FileSystemResource;

/** The one server that the configuration describes, from start to stop. */
final class Server {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final GenericApplicationContext context;
    private final DefaultFtpServer server;

    private Server(GenericApplicationContext context, DefaultFtpServer server) {
        this.context = context;
        this.server = server;
    }

    /** Serves when it returns; when it throws, the caller must end the process, whatever threads are left. */
    static Server start(Path config) throws Exception {
        GenericApplicationContext context = read(config);
        Server server = new Server(context, only(context.getBeansOfType(FtpServer.class), config));
        if (server.policies().isEmpty()) {
            throw new LaunchException("`" + config + "` names no " + PolicyFtplet.class.getName()
                    + " among its ftplets, so nothing would enforce a policy");
        }
        server.server.start();
        LOG.info(
                "serving on {} under {}",
                server.endpoints(),
                server.policies().stream().map(PolicyFtplet::describe).toList());
        return server;
    }

    /** Where it really listens. */
    List<Endpoint> endpoints() {
        return server.getListeners().values().stream().map(Endpoint::of).toList();
    }

    List<PolicyFtplet> policies() {
        return server.getFtplets().values().stream()
                .filter(PolicyFtplet.class::isInstance)
                .map(PolicyFtplet.class::cast)
                .toList();
    }

    /** Lets transfers under way finish for a moment, then ends every session. */
    void stop() {
        try {
            policies().forEach(policy -> policy.drain(PATIENCE));
        } finally {
            server.stop();
            context.close();
            LOG.info("stopped");
        }
    }

    private static GenericApplicationContext read(Path config) throws LaunchException {
        GenericApplicationContext context = new GenericApplicationContext();
        try {
            new XmlBeanDefinitionReader(context).loadBeanDefinitions(new FileSystemResource(config));
            context.refresh();
            return context;
        } catch (RuntimeException e) {
            throw new LaunchException("`" + config + "` cannot be used: " + Failure.describe(e), e);
        }
    }

    private static DefaultFtpServer only(Map<String, FtpServer> servers, Path config) throws LaunchException {
        if (servers.size() == 1 && servers.values().iterator().next() instanceof DefaultFtpServer server) {
            return server;
        }
        throw new LaunchException("`" + config + "` must describe exactly one <server>, but has " + servers.size());
    }
}
