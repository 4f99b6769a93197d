/** The text that an admin wrote, and places in it. */
@NullMarked
package org.portreeve.policy.source;

import org.jspecify.annotations.NullMarked;
