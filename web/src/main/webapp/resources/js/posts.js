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

  const keys = QalamKeys.read();
  const ACTIONS = new Map(Object.entries({
    search: () => document.getElementById('search:words')?.focus(),
    next: () => move(1),
    previous: () => move(-1),
    page: () => document.getElementById('next')?.click(),
  }));

  /** What a key does; nothing for most. */
  function meaning(event) {
    if (event.key === 'Enter') {
      const open = event.target.matches('.q-posts > li') && event.target.querySelector('[id$=":open"]');
      return open ? () => open.click() : undefined;
    }
    return ACTIONS.get(QalamKeys.actionOf(keys, event));
  }

  document.addEventListener('keydown', event => {
    const typing = event.target.closest('input, select, textarea, [contenteditable], .ui-dialog');
    const act = typing || !QalamPost.isCommand(event) ? undefined : meaning(event);
    if (act) {
      event.preventDefault();
      act();
    }
  });
})();
