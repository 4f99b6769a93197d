/** The facade of the policy language: read a policy, get an immutable {@link org.portreeve.policy.Policy}, ask it. */
@NullMarked
package org.portreeve.policy;

import org.jspecify.annotations.NullMarked;
