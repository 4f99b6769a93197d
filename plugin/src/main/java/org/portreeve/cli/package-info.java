/**
 * The command line: {@code java -jar portreeve-<version>.jar}. Runs with the drop-in jar alone, so nothing here knows
 * FtpServer, MINA or SLF4J.
 */
@NullMarked
package org.portreeve.cli;

import org.jspecify.annotations.NullMarked;
