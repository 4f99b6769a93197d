/** Puts a file into the one usual form: how it looks changes, what it says and every comment stay. */
@NullMarked
package org.portreeve.policy.format;

import org.jspecify.annotations.NullMarked;
