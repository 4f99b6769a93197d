package org.portreeve.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import org.apache.ftpserver.FtpServerConfigurationException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;

class FailureTest {

    @Test
    void ourOwnMessage_standsAlone() {
        Throwable failure =
                new IllegalStateException("boom", new LaunchException("line 3: `x` is unknown\nline 4: ..."));

        assertThat(Failure.describe(failure)).isEqualTo("line 3: `x` is unknown\nline 4: ...");
    }

    @Test
    void wrappers_areLeftOut_causesAreKept() {
        Throwable failure = new BeanCreationException(
                "server",
                "failed",
                new FtpServerConfigurationException(
                        "Failed to bind to 127.0.0.1:21", new BindException("Address already in use")));

        assertThat(Failure.describe(failure)).isEqualTo("Failed to bind to 127.0.0.1:21: Address already in use");
    }

    @Test
    void errorWithoutWords_isNamed() {
        assertThat(Failure.describe(new StackOverflowError())).isEqualTo("StackOverflowError");
        assertThat(Failure.describe(new NoClassDefFoundError("a/B"))).isEqualTo("NoClassDefFoundError a/B");
    }
}
