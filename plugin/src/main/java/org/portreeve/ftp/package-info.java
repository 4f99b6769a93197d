/** The classes that an admin names in {@code ftpd.xml}, and the composition root of the plugin. */
@NullMarked
package org.portreeve.ftp;

import org.jspecify.annotations.NullMarked;
