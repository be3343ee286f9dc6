/*
 * Keys of the adjudication page: a digit (0 for the tenth label) decides, or turns a label on and off where Enter decides;
 * the reader's own keys do what the page's buttons do, and go to the note. Where posts get summaries a digit puts one of
 * them into the box, a key goes to it, and Enter, or Ctrl and Enter within the box, decides.
 */
(() => {
  'use strict';

  const note = () => document.getElementById('dispute:note');
  const summary = () => document.getElementById('dispute:summary');
  const keys = QalamKeys.read();

  /** What no button of the page does. */
  const ACTIONS = new Map(Object.entries({
    comment: () => note()?.focus(),
    edit: () => summary()?.focus(),
  }));

  function leaveField(event, field) {
    if (event.key === 'Escape' || (event.key === 'Enter' && field !== summary())) {
      event.preventDefault();
      field.blur();
    }
  }

  /** Ctrl or Cmd with Enter, in the box where a summary is decided. */
  function decides(event) {
    return event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing
        && summary() !== null && event.target === summary();
  }

  document.addEventListener('click', event => {
    if (event.target.closest('[data-command="help"]')) {
      PF('helpDialog').show();
    }
    const candidate = event.target.closest('.a-candidate');
    if (candidate) {
      summary().value = candidate.querySelector('.a-text').textContent;
    }
  });

  document.addEventListener('keydown', event => {
    if (decides(event)) {
      event.preventDefault();
      document.getElementById('dispute:decide-summary').click();
      return;
    }
    if (!QalamPost.isCommand(event)) {
      return;
    }
    if (event.target.closest('[role=dialog]')) {
      return;
    }
    const field = event.target.closest('input[type=text], textarea, select');
    if (field) {
      leaveField(event, field);
      return;
    }
    const act = meaning(event);
    if (act) {
      event.preventDefault();
      act();
    }
  });

  /** What a key does; nothing for most. */
  function meaning(event) {
    const digit = QalamKeys.digitOf(event);
    if (digit !== undefined) {
      return clickOn('key', digit);
    }
    if (event.key === 'Enter') {
      return event.target.closest('button:not([data-label]), a, summary') ? undefined : clickOn('key', 'Enter');
    }
    const action = QalamKeys.actionOf(keys, event);
    return ACTIONS.get(action) ?? clickOn('command', action);
  }

  /** A click on what the page has with that value now; it is drawn anew for each post. */
  function clickOn(kind, value) {
    const found = [...document.querySelectorAll(`[data-${kind}]`)].find(one => one.dataset[kind] === value);
    return found && (() => found.click());
  }

  /** The buttons of a post that may have several labels; the page is drawn anew for each post. */
  document.addEventListener('click', event => {
    const set = document.getElementById('label-set');
    const label = event.target.closest('[aria-pressed][data-label]')?.dataset.label;
    if (set && label !== undefined) {
      set.value = QalamLabelSet.turned(set.value, label);
      QalamLabelSet.mark(document, set.value);
    }
  });

  QalamSigns.watch('#post, #second-text, .a-text');
})();
