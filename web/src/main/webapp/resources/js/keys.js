/* Whose key does what: the reader's own keys of the page, checked once more, shown and looked up. */
const QalamKeys = (() => {
  'use strict';

  const ONE_PRINTABLE = /^[\p{L}\p{P}\p{S}]$/u;

  const list = document.getElementById('page-keys');
  const heard = list.dataset.heard === 'true';
  document.documentElement.classList.toggle('q-no-keys', !heard);

  /**
   * Reads the list that the server wrote. A key is only ever compared and shown as text.
   *
   * @throws Error when a key is no single character, or two actions have the same one
   */
  function read() {
    const actions = new Map();
    for (const item of list.children) {
      const key = item.textContent;
      if (!ONE_PRINTABLE.test(key)) {
        throw new Error(`The key of ${item.dataset.action} is not one character`);
      }
      if (actions.has(key)) {
        throw new Error(`${item.dataset.action} and ${actions.get(key)} have one key`);
      }
      actions.set(key, item.dataset.action);
    }
    return actions;
  }

  /**
   * The action of a key press: by the letter it writes, else by its place on the keyboard; nothing
   * where the reader has turned single keys off.
   */
  function actionOf(actions, event) {
    const named = actions.get(event.key.toLowerCase()) ?? actions.get(QalamPost.key(event));
    return heard ? named : undefined;
  }

  /** The digit of a key press; nothing where the reader has turned single keys off. */
  function digitOf(event) {
    const key = QalamPost.key(event);
    return heard && /^\d$/.test(key) ? key : undefined;
  }

  /** Writes each action's key onto its buttons and into the list of keys. */
  function label(actions) {
    for (const [key, action] of actions) {
      const large = key.toUpperCase();
      for (const mark of document.querySelectorAll(`kbd[data-action="${CSS.escape(action)}"]`)) {
        mark.textContent = ONE_PRINTABLE.test(large) ? large : key;
      }
    }
  }

  return {read, actionOf, digitOf, label};
})();
