package io.qalam.tenant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which tenants there are, asked through the system role before any tenant is known.
 *
 * <p>A tenant's name never changes, so what was found once is remembered.
 */
@ApplicationScoped
public class TenantDirectory {

  /** A tenant by id and name. */
  public record Entry(UUID id, String name) {}

  @Inject private SystemDataSource system;

  private final Map<UUID, String> names = new ConcurrentHashMap<>();

  /** Every tenant, by name; asked anew each time, since tenants are added while the server runs. */
  public List<Entry> list() {
    return system.query("select id, name from tenant order by name", TenantDirectory::entry);
  }

  /** The tenant of this name, e.g. the one in a topic's name. */
  public Optional<Entry> find(String name) {
    return system.first("select id, name from tenant where name = ?", TenantDirectory::entry, name);
  }

  /**
   * The name of a tenant.
   *
   * @throws NotFound when there is no such tenant
   */
  public String name(UUID id) {
    return names.computeIfAbsent(id, this::load);
  }

  private String load(UUID id) {
    return system
        .first("select id, name from tenant where id = ?", TenantDirectory::entry, id)
        .orElseThrow(() -> new NotFound(Thing.TENANT, id))
        .name();
  }

  private static Entry entry(SystemDataSource.Row row) throws java.sql.SQLException {
    return new Entry(row.uuid("id"), row.text("name"));
  }
}
