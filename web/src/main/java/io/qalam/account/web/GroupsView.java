package io.qalam.account.web;

import io.qalam.account.AccountService;
import io.qalam.account.GroupService;
import io.qalam.account.GroupService.Group;
import io.qalam.account.model.Account;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The groups on the members page: who belongs to which. */
@Named
@ViewScoped
public class GroupsView implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final String SEEN = GroupsView.class.getName();

  @Inject private GroupService groups;
  @Inject private AccountService accounts;

  /** The name written into each row, by the group's id. */
  private final Map<String, String> names = new HashMap<>();

  /** The member chosen in each row to be put into the group, by the group's id. */
  private final Map<String, String> chosen = new HashMap<>();

  private String name = "";

  /** Somebody who is in a group, or could be. */
  public record Person(UUID id, String userName) implements Serializable {}

  /** A group as it is shown. */
  public record Row(UUID id, String name, List<Person> members, List<Person> others)
      implements Serializable {}

  /** The groups, as they were when this request first asked. */
  @SuppressWarnings("unchecked")
  public List<Row> getRows() {
    return (List<Row>)
        FacesContext.getCurrentInstance().getAttributes().computeIfAbsent(SEEN, first -> load());
  }

  private List<Row> load() {
    List<Person> everybody = accounts.list().stream().map(GroupsView::person).toList();
    List<Group> found = groups.list();
    names.clear();
    found.forEach(group -> names.put(group.id().toString(), group.name()));
    chosen.clear();
    return found.stream().map(group -> row(group, everybody)).toList();
  }

  private static void lookAgain() {
    FacesContext.getCurrentInstance().getAttributes().remove(SEEN);
  }

  private static Person person(Account account) {
    return new Person(account.getId(), account.getUserName());
  }

  private static Row row(Group group, List<Person> everybody) {
    return new Row(
        group.id(),
        group.name(),
        everybody.stream().filter(person -> group.members().contains(person.id())).toList(),
        everybody.stream().filter(person -> !group.members().contains(person.id())).toList());
  }

  public void create() {
    String made = groups.create(name).name();
    name = "";
    lookAgain();
    AccountWords.tell("group.created", made);
  }

  /** Takes the name that was written into the group's row. */
  public void rename(UUID group) {
    try {
      groups.rename(group, names.get(group.toString()));
    } finally {
      lookAgain();
    }
  }

  public void delete(UUID group) {
    groups.delete(group);
    lookAgain();
    AccountWords.tell("group.deleted");
  }

  /** Puts the member chosen in the group's row into it. */
  public void put(UUID group) {
    String member = chosen.get(group.toString());
    if (member != null && !member.isEmpty()) {
      groups.put(group, UUID.fromString(member));
    }
    lookAgain();
  }

  public void take(UUID group, UUID member) {
    groups.take(group, member);
    lookAgain();
  }

  public Map<String, String> getNames() {
    return names;
  }

  public Map<String, String> getChosen() {
    return chosen;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }
}
