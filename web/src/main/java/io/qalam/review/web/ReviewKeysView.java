package io.qalam.review.web;

import io.qalam.review.KeyAction;
import io.qalam.review.KeyMap;
import io.qalam.review.ReviewKeysService;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** One's own keys of the pages with posts, on the page of one's own account. */
@Named
@ViewScoped
public class ReviewKeysView implements Serializable {

  private static final long serialVersionUID = 1L;

  @Inject private ReviewKeysService service;

  private @Nullable List<Row> rows;
  private boolean heard;

  /** An action and the key in its field. */
  public static final class Row implements Serializable {

    private static final long serialVersionUID = 1L;

    private final KeyAction action;
    private @Nullable String key;

    Row(KeyAction action, String key) {
      this.action = action;
      this.key = key;
    }

    /** The name that the page's texts have it under. */
    public String getAction() {
      return action.id();
    }

    public @Nullable String getKey() {
      return key;
    }

    public void setKey(@Nullable String key) {
      this.key = key;
    }
  }

  public void save() {
    Map<String, @Nullable String> wanted = new HashMap<>();
    getRows().forEach(row -> wanted.put(row.getAction(), row.getKey()));
    rows = rows(service.change(wanted, heard));
    tell();
  }

  /** Gives every action its usual key again; whether keys are heard stays. */
  public void reset() {
    rows = rows(service.change(Map.of(), service.own().heard()));
    tell();
  }

  /** Whether single keys do anything. */
  public boolean isHeard() {
    getRows();
    return heard;
  }

  public void setHeard(boolean heard) {
    this.heard = heard;
  }

  private static void tell() {
    FacesContext faces = FacesContext.getCurrentInstance();
    ResourceBundle text = faces.getApplication().getResourceBundle(faces, "reviewText");
    faces.addMessage(null, new FacesMessage(text.getString("keys.saved"), ""));
  }

  public List<Row> getRows() {
    List<Row> known = rows == null ? rows(service.own()) : rows;
    rows = known;
    return known;
  }

  private List<Row> rows(KeyMap keys) {
    heard = keys.heard();
    List<Row> rows = new ArrayList<>();
    for (KeyAction action : KeyAction.values()) {
      rows.add(new Row(action, keys.key(action)));
    }
    return rows;
  }
}
