package io.qalam.trainer.store;

import io.qalam.trainer.protocol.AdapterReference;
import java.nio.file.Path;

/** An adapter's folder whose hash and description were found to be what the reference promises. */
public record StoredAdapter(
    AdapterReference reference, Path folder, AdapterDescription description) {}
