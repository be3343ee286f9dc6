/*
 * The labels of one post where it may have several: each is turned on and off, and all that are on
 * are one answer, spelled as the server keeps it (LabelSet.java): sorted, a comma and a blank between
 * them.
 */
const QalamLabelSet = (() => {
  'use strict';

  const JOINED_BY = ', ';

  /** The labels of a set's text; none of an empty one. */
  function labels(text) {
    return text ? text.split(JOINED_BY) : [];
  }

  /** The text of a set; sort() compares as Java's String does. */
  function text(chosen) {
    return [...new Set(chosen)].sort().join(JOINED_BY);
  }

  /** The text of the set with that label turned on, or off where it was on. */
  function turned(set, label) {
    const chosen = labels(set);
    return text(chosen.includes(label) ? chosen.filter(one => one !== label) : [...chosen, label]);
  }

  function has(set, label) {
    return labels(set).includes(label);
  }

  /** Marks the buttons within an element, which name their label, as on or off. */
  function mark(element, set) {
    for (const button of element.querySelectorAll('[aria-pressed][data-label]')) {
      button.setAttribute('aria-pressed', String(has(set, button.dataset.label)));
    }
  }

  return {labels, text, turned, has, mark};
})();
