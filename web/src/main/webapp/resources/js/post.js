/* What the pages with posts share: how a post's text is shown, and what a key means. */
const QalamPost = (() => {
  'use strict';

  /** Mentions, Latin hashtags and addresses: signs that belong to the Latin word after them. */
  const LATIN_NAMES = /([@#][A-Za-z0-9_][A-Za-z0-9_.-]*|https?:\/\/[!-~]+)/u;

  /** The same, and hashtags of scripts that read from the right, for a text that does not. */
  const FOREIGN_NAMES =
      /([@#][A-Za-z0-9_][A-Za-z0-9_.-]*|https?:\/\/[!-~]+|#[\p{scx=Arab}\p{scx=Hebr}\p{scx=Syrc}\p{scx=Thaa}\p{scx=Nkoo}][\p{L}\p{M}\p{N}_]*)/u;

  /** What has no shape of its own; signs that are drawn (the Arabic number sign) are left out. */
  const SIGNS = /((?![\n\t\u0600-\u0605\u06dd\u0890\u0891\u08e2])[\p{Cc}\p{Cf}\p{DI}\u00a0\u2028\u2029\u202f])/u;

  /** Signs that turn the order of what is drawn, or hide in a word without joining letters. */
  const DECEIVING = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;

  const NAMES = new Map(Object.entries({
    '00A0': 'NBSP', '00AD': 'SHY', '034F': 'CGJ', '061C': 'ALM', '180E': 'MVS', '200B': 'ZWSP',
    '200C': 'ZWNJ', '200D': 'ZWJ', '200E': 'LRM', '200F': 'RLM', '2028': 'LS', '2029': 'PS',
    '202A': 'LRE', '202B': 'RLE', '202C': 'PDF', '202D': 'LRO', '202E': 'RLO', '202F': 'NNBSP',
    '2060': 'WJ', '2066': 'LRI', '2067': 'RLI', '2068': 'FSI', '2069': 'PDI', 'FE0E': 'VS15',
    'FE0F': 'VS16', 'FEFF': 'BOM',
  }));

  /**
   * Puts a post's text into an element, as text. Names are isolated, so that the sign before them
   * stays before them in a text that reads the other way.
   *
   * With `signs`, what cannot be seen is shown by its name. Each stands in a box of its own then
   * and turns nothing any more, so that the text is read in the order it is stored in.
   */
  function show(element, text, {signs = false} = {}) {
    const names = element.dir === 'ltr' ? FOREIGN_NAMES : LATIN_NAMES;
    element.replaceChildren(...text.split(names).flatMap((part, index) => {
      const nodes = signs ? withSigns(part) : [document.createTextNode(part)];
      return index % 2 === 0 ? nodes : [isolated(part, nodes)];
    }));
  }

  function isolated(name, nodes) {
    const made = document.createElement('bdi');
    made.dir = /^[!-~]/.test(name.slice(1)) ? 'ltr' : 'rtl';
    made.append(...nodes);
    return made;
  }

  function withSigns(text) {
    return text.split(SIGNS).map((part, index) => {
      if (index % 2 === 0) {
        return document.createTextNode(part);
      }
      const sign = document.createElement('span');
      sign.className = 'q-sign';
      sign.dataset.name = signName(part);
      sign.textContent = part;
      return sign;
    });
  }

  function signName(sign) {
    const point = sign.codePointAt(0).toString(16).toUpperCase().padStart(4, '0');
    return NAMES.get(point) ?? `U+${point}`;
  }

  /** How many signs of a text may deceive whoever reads it. */
  function deceivingSigns(text) {
    return text.match(DECEIVING)?.length ?? 0;
  }

  /** The first characters of a text as people count them, on one line and without what deceives. */
  function excerpt(text, most) {
    const line = text.replace(DECEIVING, '').replace(/\s+/g, ' ').trim();
    const characters = [...new Intl.Segmenter().segment(line)].map(one => one.segment);
    return characters.length <= most ? line : `${characters.slice(0, most - 1).join('')}…`;
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
    if (/^[A-Z][A-Za-z]/.test(event.key) || !place) {
      return event.key;               // Enter, Escape, …
    }
    return (/^[!-~]$/.test(event.key) ? event.key : place).toLowerCase();
  }

  /** Whether a key is meant for a page's commands at all. */
  function isCommand(event) {
    return !(event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.isComposing);
  }

  return {show, deceivingSigns, excerpt, key, isCommand};
})();
