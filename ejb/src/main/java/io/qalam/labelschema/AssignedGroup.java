package io.qalam.labelschema;

import java.util.UUID;

/**
 * A group, and whether a project is for it.
 *
 * @param members how many belong to it
 */
public record AssignedGroup(UUID id, String name, long members, boolean assigned) {}
