/** What is known of one control connection, and the filters that read its commands. */
@NullMarked
package org.portreeve.ftp.session;

import org.jspecify.annotations.NullMarked;
