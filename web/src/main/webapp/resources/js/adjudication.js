/*
 * Keys of the adjudication page: a digit (0 for the tenth label) decides, or turns a label on and off where Enter decides; J
 * and K move, N shows names, Z undoes, L changes the list, C writes a note, G opens the guidelines, ? lists the keys. Where posts get summaries a digit puts one
 * of them into the box, E goes to it, and Enter, or Ctrl and Enter within the box, decides.
 */
(() => {
  'use strict';

  const note = () => document.getElementById('dispute:note');
  const summary = () => document.getElementById('dispute:summary');

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
    if (event.target.closest('[data-key="?"]')) {
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
    const key = QalamPost.key(event);
    if (key === 'Enter' && event.target.closest('button:not([data-label]), a, summary')) {
      return;
    }
    const button = [...document.querySelectorAll('[data-key]')].find(one => one.dataset.key === key);
    if (key === 'c' && note()) {
      event.preventDefault();
      note().focus();
    } else if (key === 'e' && summary()) {
      event.preventDefault();
      summary().focus();
    } else if (button) {
      event.preventDefault();
      button.click();
    }
  });

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
