/** Questions in the words of {@code tests:}, and the tests of a policy file. Asks the deciders that everybody asks. */
@NullMarked
package org.portreeve.policy.testing;

import org.jspecify.annotations.NullMarked;
