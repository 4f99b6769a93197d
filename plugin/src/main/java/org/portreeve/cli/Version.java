package org.portreeve.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** As the jar's manifest has it. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("of a build directory");
        return new String[] {"Portreeve " + version, "policy language 1"};
    }
}
