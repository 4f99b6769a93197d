/** From text to tree: reads YAML, goes on after an error, and refuses what the language has no use for. */
@NullMarked
package org.portreeve.policy.syntax;

import org.jspecify.annotations.NullMarked;
