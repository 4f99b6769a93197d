/** The document tree: scalars, sequences and mappings, each with its span. Knows no keys. */
@NullMarked
package org.portreeve.policy.ast;

import org.jspecify.annotations.NullMarked;
