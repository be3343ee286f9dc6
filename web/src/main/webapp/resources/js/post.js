/* What the pages with posts share: how a post's text is shown, and what a key means. */
const QalamPost = (() => {
  'use strict';

  /** Mentions, Latin hashtags and addresses: signs that belong to the Latin word after them. */
  const LATIN_NAMES = /([@#][A-Za-z0-9_][A-Za-z0-9_.-]*|https?:\/\/[!-~]+)/;

  /**
   * Puts a post's text into an element, as text. Names in Latin letters are isolated, so that the
   * sign before them stays before them in a text that reads from the right.
   */
  function show(element, text) {
    element.replaceChildren(...text.split(LATIN_NAMES).map((part, index) => {
      if (index % 2 === 0) {
        return document.createTextNode(part);
      }
      const name = document.createElement('bdi');
      name.dir = 'ltr';
      name.textContent = part;
      return name;
    }));
  }

  /**
   * Isolates the names in every post that the server has drawn, now and whenever PrimeFaces draws a
   * part of the page anew.
   */
  function isolateNames(selector) {
    const done = new WeakSet();
    const isolate = () => {
      for (const post of document.querySelectorAll(selector)) {
        if (!done.has(post)) {
          done.add(post);
          show(post, post.textContent);
        }
      }
    };
    new MutationObserver(isolate).observe(document.body, {childList: true, subtree: true});
    isolate();
  }

  /**
   * The key by what it writes, or by its place where the keyboard writes Arabic or Devanagari: a
   * digit, a small letter, or the key's name.
   */
  function key(event) {
    const place = /^(?:Digit|Numpad|Key)([0-9A-Z])$/.exec(event.code)?.[1];
    if (/^\p{Nd}$/u.test(event.key) || (event.code.startsWith('Digit') && !event.shiftKey)) {
      return place ?? event.key;
    }
    if (event.key === '؟') {
      return '?';
    }
    if (event.key.length > 1 || !place) {
      return event.key;               // Enter, Escape, …
    }
    return (/^[!-~]$/.test(event.key) ? event.key : place).toLowerCase();
  }

  /** Whether a key is meant for a page's commands at all. */
  function isCommand(event) {
    return !(event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.isComposing);
  }

  return {show, isolateNames, key, isCommand};
})();
