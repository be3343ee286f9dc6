package io.qalam.overview;

import java.nio.file.Path;

/**
 * The whole file of an export.
 *
 * @param name for whoever keeps it
 * @param sha256 of its bytes, in hex
 */
public record ExportedFile(Path path, String name, String mediaType, long bytes, String sha256) {}
