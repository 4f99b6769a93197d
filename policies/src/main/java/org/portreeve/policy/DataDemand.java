package org.portreeve.policy;

/**
 * What a rule wants of a protected data connection that nobody can know before it is used.
 *
 * @param rule the rule's id
 * @param resumption its TLS session must resume the control connection's
 * @param closeNotify an upload must end with close_notify
 * @param observed only to be told, never to be enforced
 */
public record DataDemand(String rule, boolean resumption, boolean closeNotify, boolean observed) {}
