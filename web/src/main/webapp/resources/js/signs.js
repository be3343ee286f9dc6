/*
 * The posts that the server has drawn. Names within them are isolated, what may deceive is counted
 * before them, and a button, or the reader's key for it, shows what cannot be seen by its name.
 */
const QalamSigns = (() => {
  'use strict';

  const number = new Intl.NumberFormat(`${document.documentElement.lang}-u-nu-latn`);
  const keys = QalamKeys.read();
  let watched = '';
  let signs = false;                  // what cannot be seen is shown by its name

  /** Takes care of every such post, now and whenever PrimeFaces draws a part of the page anew. */
  function watch(selector) {
    const known = new WeakSet();
    const look = () => {
      for (const post of document.querySelectorAll(selector)) {
        if (!known.has(post)) {
          known.add(post);
          draw(post);
          mark(post);
        }
      }
      press();
    };
    watched = selector;
    new MutationObserver(look).observe(document.body, {childList: true, subtree: true});
    look();
  }

  function draw(post) {
    QalamPost.show(post, post.textContent, {signs});
  }

  /** Says before a post how many of its signs may deceive; a button holds no other button. */
  function mark(post) {
    const count = QalamPost.deceivingSigns(post.textContent);
    if (count > 0 && !post.closest('button')) {
      const made = document.getElementById('signs-mark').content.cloneNode(true);
      made.querySelector('b').textContent = number.format(count);
      post.before(made);
    }
  }

  function buttons() {
    return document.querySelectorAll('button[data-signs]');
  }

  function press() {
    for (const button of buttons()) {
      button.setAttribute('aria-pressed', String(signs));
    }
  }

  function turn() {
    signs = !signs;
    document.querySelectorAll(watched).forEach(draw);
    press();
    const said = document.getElementById('signs-said');
    said.textContent = signs ? said.dataset.shown : said.dataset.hidden;
  }

  document.addEventListener('click', event => {
    if (event.target.closest('button[data-signs]')) {
      turn();
    }
  });

  window.addEventListener('keydown', event => {
    const typing = event.target.closest?.('input, select, textarea, [contenteditable]');
    const free = !typing && !event.defaultPrevented;
    if (free && QalamPost.isCommand(event) && QalamKeys.actionOf(keys, event) === 'signs') {
      event.preventDefault();
      turn();
    }
  });

  return {watch};
})();
