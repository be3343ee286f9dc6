/* Keys of the adjudication page: a digit decides, J and K move, N shows names, Z undoes, L changes the list, C writes a note, G opens the guidelines. */
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
    const button = [...document.querySelectorAll('[data-key]')].find(one => one.dataset.key === key);
    if (key === 'c' && note()) {
      event.preventDefault();
      note().focus();
    } else if (button) {
      event.preventDefault();
      button.click();
    }
  });

  QalamPost.isolateNames('#post, #second-text');
})();
