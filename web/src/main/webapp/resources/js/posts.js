/* The posts of the list, and of the post whose history is open: what is hidden in them, and the list's keys. */
QalamSigns.watch('.q-post');

(() => {
  'use strict';

  /* The filters that are folded away are opened where one of them is in use. */
  for (const more of document.querySelectorAll('.q-search-more')) {
    more.open = [...more.querySelectorAll('input, select')].some(field => field.value !== '');
  }

  /** Goes to the post after the one that has the focus, or before it. */
  function move(step) {
    const posts = [...document.querySelectorAll('.q-posts > li')];
    const now = posts.indexOf(document.activeElement?.closest('.q-posts > li'));
    const next = posts[now < 0 ? 0 : Math.min(Math.max(now + step, 0), posts.length - 1)];
    next?.focus();
    next?.scrollIntoView({block: 'nearest'});
  }

  const COMMANDS = {
    '/': () => document.getElementById('search:words')?.focus(),
    j: () => move(1),
    k: () => move(-1),
    Enter: () => document.activeElement?.matches('.q-posts > li')
        && document.activeElement.querySelector('[id$=":open"]')?.click(),
    n: () => document.getElementById('next')?.click(),
  };

  document.addEventListener('keydown', event => {
    const typing = event.target.closest('input, select, textarea, [contenteditable], .ui-dialog');
    const command = COMMANDS[QalamPost.key(event)];
    if (typing || !command || !QalamPost.isCommand(event)) {
      return;
    }
    if (event.key !== 'Enter' || event.target.matches('.q-posts > li')) {
      event.preventDefault();
      command();
    }
  });
})();
