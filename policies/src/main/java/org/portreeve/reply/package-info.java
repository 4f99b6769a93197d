/** The reply vocabulary: every FTP reply code, and the symbolic replies that policies name. A leaf. */
@NullMarked
package org.portreeve.reply;

import org.jspecify.annotations.NullMarked;
