/** From tree to meaning: names, types, phases. Finds every error, and says what the admin can do. */
@NullMarked
package org.portreeve.policy.check;

import org.jspecify.annotations.NullMarked;
