package io.qalam.adapter;

import io.qalam.labelschema.model.Served;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether the yardstick answers in the live adapter's place, and why.
 *
 * @param figures what both have on the same development posts; null where they were not measured on
 *     the same
 */
record ServedChoice(boolean yardstick, Reason reason, @Nullable Figures figures) {

  /**
   * Macro-F1 on the same development posts; the adapter's is the base model's where none is live.
   */
  record Figures(float yardstick, float adapter) {}

  /** Why. */
  enum Reason {
    /** The project wants the adapter. */
    SET_TO_ADAPTER,
    /** The project wants the yardstick. */
    SET_TO_YARDSTICK,
    /** No yardstick was trained for the label schema in force. */
    NO_YARDSTICK,
    /** The live adapter and the yardstick were not measured on the same posts. */
    NOT_COMPARABLE,
    /** The yardstick's figure is the higher one. */
    YARDSTICK_BETTER,
    /** The adapter's figure is as high or higher. */
    ADAPTER_NOT_WORSE
  }

  /**
   * The choice by the project's setting.
   *
   * @param trained whether there is a yardstick for the label schema in force
   */
  static ServedChoice of(Served served, boolean trained, @Nullable Figures figures) {
    if (served == Served.ADAPTER) {
      return new ServedChoice(false, Reason.SET_TO_ADAPTER, figures);
    }
    if (!trained) {
      return new ServedChoice(false, Reason.NO_YARDSTICK, null);
    }
    if (served == Served.YARDSTICK) {
      return new ServedChoice(true, Reason.SET_TO_YARDSTICK, figures);
    }
    if (figures == null) {
      return new ServedChoice(false, Reason.NOT_COMPARABLE, null);
    }
    return figures.yardstick() > figures.adapter()
        ? new ServedChoice(true, Reason.YARDSTICK_BETTER, figures)
        : new ServedChoice(false, Reason.ADAPTER_NOT_WORSE, figures);
  }

  /** The choice as it is kept with what is live. */
  Map<String, Object> toDetail() {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("reason", reason.name());
    if (figures != null) {
      detail.put("yardstickF1", figures.yardstick());
      detail.put("adapterF1", figures.adapter());
    }
    return detail;
  }
}
