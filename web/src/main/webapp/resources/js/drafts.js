/*
 * What was not sent yet, kept in the browser: answers that wait, texts under way, and what was
 * chosen where an answer came too late.
 *
 * Each entry belongs to one account, and no other account of the browser sees it. Its key also names
 * the tab that wrote it, so that two tabs never write over each other; what a closed tab left is
 * taken up by the next one. An answer may be sent twice that way: it names its task and its lease,
 * and the server takes it once. Tabs also tell each other here which tasks they have, so that each
 * gets others; where the browser has no locks (no safe connection) they get the same ones, and the
 * server takes the first answer and refuses the other. What a tab had that is being left stays its
 * own for a few seconds, since it may only be loaded anew.
 */
const QalamDrafts = (() => {
  'use strict';

  const KEPT_MILLIS = 14 * 24 * 3600 * 1000;
  const ROOT = 'qalam.review';
  const LEAVING_MILLIS = 5_000;       // in which a page that is loaded anew is there again
  const MOST_GIVEN = 500;             // answers that Z finds again after a reload
  const browser = reachable(() => localStorage);
  const tabs = reachable(() => sessionStorage);

  /** The drafts of one account in one project, as this tab writes them. */
  function open(account, project) {
    const tab = randomId();           // of this page: a reload is another
    const session = read(tabs, ROOT).id ?? randomId();   // of the tab, reloads and all
    write(tabs, ROOT, {id: session});
    const place = [ROOT, account, project].join('|');
    const alive = one => `${place}|tab|${one}`;
    const before = read(tabs, `${place}|hands`);   // this tab's former page had these
    let written = '';                 // what the other tabs were told last

    window.addEventListener('pagehide', leave);
    forgetOld();

    /**
     * Lets other tabs see that this one lives, until it is gone, however it goes; once more where
     * the page comes back after it was left. Without locks they never see it.
     */
    function live() {
      written = '';
      return new Promise(resolve => {
        navigator.locks?.request(alive(tab), {ifAvailable: true}, lock => {
          resolve();
          return lock && new Promise(() => {});
        }).catch(resolve) ?? resolve();
      });
    }

    /** The page may only be loaded anew: others leave its tasks to it for a while. */
    function leave() {
      const name = key('hands', tab);
      const left = read(browser, name);
      if (navigator.locks && left.at) {
        write(browser, name, {...left, wanting: false, leftAt: Date.now()});
      } else {
        browser.removeItem?.(name);
      }
    }

    function key(kind, ...names) {
      return [place, kind, ...names].join('|');
    }

    /** Entries of a kind: {key, tab, at, …}, the oldest first. */
    function entries(kind, ...names) {
      const start = `${key(kind, ...names)}|`;
      return Object.keys(browser)
          .filter(name => name.startsWith(start))
          .map(name => ({...read(browser, name), key: name, tab: name.slice(name.lastIndexOf('|') + 1)}))
          .filter(entry => entry.at)
          .sort((one, other) => one.at - other.at);
    }

    /** Keeps an answer; false where the browser keeps nothing. */
    function keepAnswer(answer) {
      answer.key = key('answer', answer.taskId, answer.body.lease, tab);
      return write(browser, answer.key, {taskId: answer.taskId, body: answer.body});
    }

    function dropAnswer(answer) {
      browser.removeItem?.(answer.key);
    }

    /** Tells which tabs are there, by their entries. */
    async function living() {
      const held = (await navigator.locks?.query())?.held ?? [];
      const names = new Set(held.map(lock => lock.name)).add(alive(tab));
      return entry => names.has(alive(entry.tab));
    }

    /** Answers that closed tabs left behind. */
    async function leftBehind() {
      const lives = await living();
      return entries('answer').filter(entry => !lives(entry));
    }

    /** Tells the other tabs, where it is new, which tasks this one has and whether it wants one. */
    function keepHands(taskIds, wanting) {
      const told = JSON.stringify([taskIds, wanting]);
      if (told !== written && write(browser, key('hands', tab), {taskIds, wanting})) {
        written = told;
      }
      write(tabs, `${place}|hands`, {taskIds, tab});
    }

    /** The tasks that this tab had before it was loaded anew, in their order. */
    function handsBefore() {
      return before.taskIds ?? [];
    }

    /**
     * What other tabs have: their tasks, how many tabs there are, and whether one is being left,
     * which tells soon whether it is gone. What closed ones had is forgotten.
     */
    async function heldBeside() {
      const lives = await living();
      const leaves = entry => entry.leftAt > Date.now() - LEAVING_MILLIS;
      const formerly = entry => entry.tab === before.tab && (entry.leftAt || !lives(entry));
      const there = entry => !formerly(entry) && (lives(entry) || leaves(entry));
      const others = entries('hands').filter(entry => entry.tab !== tab);
      others.filter(entry => !there(entry)).forEach(entry => browser.removeItem?.(entry.key));
      const found = others.filter(there);
      return {
        taskIds: found.flatMap(entry => entry.taskIds),
        tabs: found.filter(entry => !entry.leftAt).length,
        leaving: found.some(entry => entry.leftAt),
      };
    }

    /** Calls whenever another tab has other tasks, with whether it wants one more. */
    function onHandsBeside(act) {
      const start = `${key('hands')}|`;
      window.addEventListener('storage', event => {
        if (event.key?.startsWith(start)) {
          act(parsed(event.newValue).wanting === true);
        }
      });
    }

    /** Takes tasks while no other tab does, so that no two take the same. */
    async function alone(work) {
      return navigator.locks ? navigator.locks.request(`${place}|takes`, work) : work();
    }

    /**
     * A text under way for a task, of a kind such as `comment`: this tab's newest, else the newest
     * that any tab left.
     */
    function text(kind, taskId) {
      const all = entries(kind, taskId);
      return (all.findLast(entry => entry.session === session) ?? all.at(-1))?.text ?? '';
    }

    function keepText(kind, taskId, words) {
      if (words === '') {
        dropText(kind, taskId);
        return true;
      }
      return write(browser, key(kind, taskId, tab), {text: words, session});
    }

    /** Forgets this tab's text, and the same words of any other tab: they have been taken up. */
    function dropText(kind, taskId, sent = null) {
      entries(kind, taskId)
          .filter(entry => entry.session === session || entry.text === sent)
          .forEach(entry => browser.removeItem?.(entry.key));
    }

    /** The label that was chosen for a task whose answer came too late; undefined for none. */
    function choice(taskId) {
      return entries('choice', taskId).at(-1)?.label;
    }

    function keepChoice(taskId, label) {
      return write(browser, key('choice', taskId, tab), {label});
    }

    function dropChoice(taskId) {
      entries('choice', taskId).forEach(entry => browser.removeItem?.(entry.key));
    }

    /** What this tab's session answered, so that an undo finds it after a reload. */
    function given() {
      return read(tabs, place).given ?? [];
    }

    function keepGiven(all) {
      write(tabs, place, {given: all.slice(-MOST_GIVEN)});
    }

    return {
      keepAnswer, dropAnswer, leftBehind, text, keepText, dropText, choice, keepChoice, dropChoice,
      given, keepGiven, live, keepHands, handsBefore, heldBeside, onHandsBeside, alone,
    };
  }

  function randomId() {
    return [...crypto.getRandomValues(new Uint8Array(8))]
        .map(byte => byte.toString(16).padStart(2, '0')).join('');
  }

  /** A store of the browser; an empty one where the reader forbade it. */
  function reachable(store) {
    try {
      return store();
    } catch {
      return {};
    }
  }

  function read(store, name) {
    try {
      return parsed(store.getItem(name));
    } catch {
      return {};
    }
  }

  function parsed(entry) {
    try {
      return JSON.parse(entry) ?? {};
    } catch {
      return {};
    }
  }

  function write(store, name, entry) {
    try {
      store.setItem(name, JSON.stringify({...entry, at: Date.now()}));
      return true;
    } catch {
      return false;                   // the browser is full, or keeps nothing at all
    }
  }

  /** What nobody has come back for in two weeks, of any account. */
  function forgetOld() {
    Object.keys(browser)
        .filter(name => name.startsWith(`${ROOT}|`))
        .filter(name => !(read(browser, name).at > Date.now() - KEPT_MILLIS))
        .forEach(name => browser.removeItem?.(name));
  }

  return {open};
})();
