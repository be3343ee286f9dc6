/* Keys of the adjudication page: a digit decides, or turns a label on and off where Enter decides; J and K move, N shows names, Z undoes, L changes the list, C writes a note, G opens the guidelines. */
(() => {
  'use strict';

  const note = () => document.getElementById('dispute:note');

  function leaveField(event, field) {
    if (event.key === 'Enter' || event.key === 'Escape') {
      event.preventDefault();
      field.blur();
    }
  }

  document.addEventListener('keydown', event => {
    if (!QalamPost.isCommand(event)) {
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

  QalamPost.isolateNames('#post, #second-text');
})();
