/*
 * The review page: shows a post, takes the answer by one key, and has the next post there already.
 *
 * The page holds the task on the screen and the next one. An answer leaves the screen at once and is
 * sent behind it, one after the other; what could not be sent stays in `outgoing` (and in the tab's
 * session storage, so that a reload keeps it) and is sent again until the server has taken or
 * refused it. The server takes an answer once, however often it is sent. Whatever comes from the
 * server is put into the page as text, never as markup.
 */
(() => {
  'use strict';

  const byId = id => document.getElementById(id);
  const desk = byId('desk');
  const {project, user, token, base = ''} = desk.dataset;  // Faces leaves an empty attribute out
  const leaseSeconds = Number(desk.dataset.leaseSeconds);
  const text = Object.fromEntries(
      [...byId('desk-text').children].map(entry => [entry.dataset.key, entry.textContent]));
  const locale = `${document.documentElement.lang}-u-nu-latn`;  // the digits of the keys
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, {style: 'percent', maximumFractionDigits: 0});

  const HELD = 2;                     // the task on the screen and the next one
  const REQUEST_MILLIS = 15_000;
  const LONGEST_WAIT_SECONDS = 30;    // between two attempts to send
  const PROGRESS_MILLIS = 30_000;
  const EMPTY_MILLIS = 15_000;        // until an empty queue is asked again
  const AGAIN_MILLIS = 3_000;         // until a question that failed is asked again
  const STORED = `qalam.review.${project}.${user}`;

  let hands = [];                     // tasks held; hands[0] is on the screen
  let outgoing = restore();           // answers the server has not taken yet, the oldest first
  const given = [];                   // ids of tasks answered since the page was opened
  let asking = false;
  let sending = false;
  let undoing = false;
  let drained = false;                // the queue had nothing more
  let failures = 0;                   // attempts to send that failed in a row
  let retry = 0;
  let refilling = 0;
  let viewed = stopwatch();
  let progress = null;

  /* ---------------------------------------------------------------- talking to the server */

  /** One request. Status 0: no connection; 401: not signed in any more. */
  async function call(method, path, body) {
    try {
      const response = await fetch(`${base}/desk/${path}`, {
        method,
        headers: {'X-Qalam-Page': token, 'Content-Type': 'application/json'},
        body: body && JSON.stringify(body),
        redirect: 'manual',
        cache: 'no-store',
        signal: AbortSignal.timeout(REQUEST_MILLIS),
      });
      const status = response.type === 'opaqueredirect' ? 401 : response.status;
      const answer = await response.text();
      const json = (response.headers.get('Content-Type') ?? '').includes('json');
      return {status, body: json && answer ? JSON.parse(answer) : null};
    } catch {
      return {status: 0, body: null};
    }
  }

  /** Fills the hands up to the next task. */
  async function refill() {
    if (asking || hands.length >= HELD) {
      return;
    }
    asking = true;
    const holding = [...hands, ...outgoing].map(held => held.taskId);
    const reply = await call('POST', `projects/${project}/next`, {holding});
    asking = false;
    drained = reply.status === 204;
    if (reply.status === 200) {
      take(reply.body);
      refill();
    } else if (reply.status === 401 || reply.status === 403) {
      signedOut();
    } else {
      clearTimeout(refilling);
      refilling = setTimeout(refill, drained ? EMPTY_MILLIS : AGAIN_MILLIS);
    }
    show();
  }

  function take(task) {
    const known = hands.findIndex(held => held.taskId === task.taskId);
    if (known >= 0) {
      hands[known] = task;
    } else {
      hands.push(task);
    }
  }

  /** Sends the oldest answer, then the next, until none is left. */
  async function send() {
    clearTimeout(retry);
    if (sending || outgoing.length === 0) {
      showSaving();
      return;
    }
    sending = true;
    showSaving();
    const answer = outgoing[0];
    const reply = await call('POST', `tasks/${answer.taskId}/annotation`, answer.body);
    sending = false;
    if (reply.status === 200) {
      taken(answer);
    } else if (reply.status === 409 && !answer.again) {
      answer.again = true;            // two requests met at one row: the second attempt tells
      send();
    } else if (reply.status === 401 || reply.status === 403) {
      signedOut();
    } else if (reply.status >= 400 && reply.status < 500 && reply.status !== 408) {
      refused(answer, reply);
    } else {
      sendLater();
    }
  }

  function taken(answer) {
    failures = 0;
    forget(answer);
    given.push(answer.taskId);
    count(answer.body.decision, 1);
    refill();
    send();
  }

  function refused(answer, reply) {
    failures = 0;
    forget(answer);
    notice(reply.body?.detail || text.refused, answer.excerpt);
    drained = false;                  // the post may come back: the queue is not known to be empty
    show();
    refill();
    send();
  }

  function sendLater() {
    failures++;
    const seconds = Math.min(2 ** failures, LONGEST_WAIT_SECONDS);
    retry = setTimeout(send, seconds * 1000);
    showSaving();
  }

  function signedOut() {
    desk.dataset.saving = 'signed-out';
    byId('saving').textContent = text.signedOut;
    byId('sign-in').hidden = false;
  }

  function forget(answer) {
    outgoing = outgoing.filter(other => other !== answer);
    store();
  }

  /* ---------------------------------------------------------------- answers */

  function choose(label) {
    const shown = hands[0]?.prediction?.label;
    decide(shown === undefined ? 'LABELLED' : label === shown ? 'ACCEPTED' : 'CORRECTED', label);
  }

  function accept() {
    const shown = hands[0]?.prediction;
    if (shown) {
      decide('ACCEPTED', shown.label);
    } else if (hands[0]) {
      announce(text.nothingToAccept);
    }
  }

  function decide(decision, label = null) {
    const task = hands.shift();
    if (!task) {
      return;
    }
    const comment = byId('comment').value.trim() || null;
    byId('comment').value = '';
    outgoing.push({
      taskId: task.taskId,
      task,
      excerpt: excerpt(task.post.text),
      body: {lease: task.lease, decision, label, comment, viewedMillis: viewed.millis()},
    });
    store();
    announce(label === null ? text[decision] : fill(text.chosen, label));
    show();
    refill();
    send();
  }

  async function undo() {
    if (undoing) {
      return;
    }
    undoing = true;
    const last = outgoing.at(-1);
    if (last?.task && !(sending && outgoing.length === 1)) {
      forget(last);
      back(last.task);
      showSaving();
    } else if (outgoing.length > 0) {
      announce(text.stillSending);
    } else {
      await undoStored();
    }
    undoing = false;
  }

  async function undoStored() {
    const task = given.at(-1);
    const reply = await call('POST', task ? `tasks/${task}/undo` : `projects/${project}/undo`);
    if (reply.status === 200) {
      given.pop();
      count('undo', -1);
      back(reply.body);
    } else if (reply.status === 204) {
      announce(text.nothingToUndo);
    } else if (reply.status === 401 || reply.status === 403) {
      signedOut();
    } else {
      given.pop();
      notice(reply.body?.detail || text.offline);
    }
  }

  function back(task) {
    hands = [task, ...hands.filter(held => held.taskId !== task.taskId)];
    announce(text.undone);
    show();
  }

  /** Keeps every lease while the page is open; a task whose lease is lost leaves the hands. */
  async function beat() {
    for (const task of [...hands]) {
      const reply = await call('POST', `tasks/${task.taskId}/lease`, {lease: task.lease});
      if (reply.status === 409 || reply.status === 404) {
        lost(task);
      }
    }
  }

  function lost(task) {
    const onScreen = hands[0] === task;
    hands = hands.filter(held => held !== task);
    if (onScreen) {
      notice(text.lost, excerpt(task.post.text));
      show();
    }
    refill();
  }

  /* ---------------------------------------------------------------- the screen */

  function show() {
    const task = hands[0];
    desk.dataset.state = task ? 'post' : drained ? 'empty' : 'loading';
    if (byId('post').dataset.task === (task?.taskId ?? '') + (task?.lease ?? '')) {
      return;
    }
    byId('post').dataset.task = (task?.taskId ?? '') + (task?.lease ?? '');
    if (task) {
      showPost(task);
    }
  }

  function showPost(task) {
    const post = byId('post');
    QalamPost.show(post, task.post.text);
    post.lang = task.post.lang;
    post.dir = task.post.dir;
    post.classList.toggle('r-long', task.post.text.length > 280);
    desk.classList.toggle('r-blind', !task.prediction);
    byId('accept').disabled = !task.prediction;
    byId('labels').replaceChildren(...task.labels.map((label, index) => row(task, label, index)));
    viewed = stopwatch();
    post.focus({preventScroll: true});
    window.scrollTo(0, 0);
  }

  function row(task, label, index) {
    const button = element('button', 'r-label');
    const digit = index < 9 ? index + 1 : index === 9 ? 0 : null;
    const predicted = task.prediction?.label === label;
    button.type = 'button';
    button.dataset.label = label;
    button.classList.toggle('r-predicted', predicted);
    button.addEventListener('click', () => choose(label));
    button.append(
        element('kbd', 'r-key', digit === null ? '' : number.format(digit)),
        element('bdi', 'r-name', label));
    if (predicted) {
      button.append(element('span', 'r-tag', text.predicted));
    }
    if (task.prediction) {
      button.append(...bar(task.prediction.probabilities[label] ?? 0));
    }
    return button;
  }

  function bar(probability) {
    const track = element('span', 'r-bar');
    const filled = element('span', 'r-fill');
    filled.style.inlineSize = `${Math.round(probability * 1000) / 10}%`;
    track.setAttribute('aria-hidden', 'true');
    track.append(filled);
    return [track, element('span', 'r-percent', percent.format(probability))];
  }

  function element(name, style, content = '') {
    const made = document.createElement(name);
    made.className = style;
    made.textContent = content;
    return made;
  }

  function showSaving() {
    const waiting = outgoing.length;
    const state = waiting === 0 ? 'saved' : failures > 0 ? 'offline' : 'saving';
    desk.dataset.saving = state;
    byId('saving').textContent = fill(text[state], number.format(waiting));
    byId('sign-in').hidden = true;
  }

  function notice(sentence, about) {
    byId('notice-text').textContent = sentence;
    byId('notice-about').textContent = about ?? '';
    byId('notice').hidden = false;
  }

  function announce(sentence) {
    byId('announce').textContent = sentence;
  }

  async function refreshProgress() {
    const midnight = new Date();
    midnight.setHours(0, 0, 0, 0);
    const since = encodeURIComponent(midnight.toISOString());
    const reply = await call('GET', `projects/${project}/progress?since=${since}`);
    if (reply.status === 200) {
      progress = reply.body;
      showProgress();
    }
  }

  function count(decision, step) {
    if (!progress) {
      return;
    }
    const counted = decision === 'SKIPPED' ? 0 : step;
    progress.done += counted;
    progress.left = Math.max(0, progress.left - counted);
    progress.mine = Math.max(0, progress.mine + step);
    showProgress();
  }

  function showProgress() {
    const {done, left, mine} = progress;
    byId('done').textContent = number.format(done);
    byId('left').textContent = number.format(left);
    byId('mine').textContent = number.format(mine);
    byId('progress').max = Math.max(1, done + left);
    byId('progress').value = done;
  }

  /* ---------------------------------------------------------------- keys */

  const KEYS = {
    Enter: accept,
    s: () => decide('SKIPPED'),
    f: () => decide('FLAGGED'),
    z: undo,
    c: () => byId('comment').focus(),
    '?': () => PF('helpDialog').show(),
    Escape: closeNotice,
  };

  function onKey(event) {
    if (!QalamPost.isCommand(event)) {
      return;
    }
    if (event.target.closest('input, textarea, select, [role=dialog]')) {
      leaveField(event);
      return;
    }
    const key = QalamPost.key(event);
    if (key === 'Enter' && event.target.closest('button, a')) {
      return;
    }
    if (act(key)) {
      event.preventDefault();
    }
  }

  function act(key) {
    if (/^\d$/.test(key)) {
      const label = hands[0]?.labels[key === '0' ? 9 : Number(key) - 1];
      if (label !== undefined) {
        choose(label);
      }
      return true;
    }
    KEYS[key]?.();
    return key in KEYS;
  }

  function leaveField(event) {
    if (event.target.id === 'comment' && (event.key === 'Enter' || event.key === 'Escape')) {
      event.preventDefault();
      byId('post').focus();
    }
  }

  function closeNotice() {
    byId('notice').hidden = true;
  }

  /* ---------------------------------------------------------------- small parts */

  /** The answers a reload interrupted; their posts are not kept. */
  function restore() {
    try {
      return JSON.parse(sessionStorage.getItem(STORED) ?? '[]');
    } catch {
      return [];
    }
  }

  function store() {
    const kept = outgoing.map(({taskId, body}) => ({taskId, body}));
    sessionStorage.setItem(STORED, JSON.stringify(kept));
  }

  /** Counts the time the page is seen. */
  function stopwatch() {
    let sum = 0;
    let since = document.hidden ? null : performance.now();
    return {
      millis: () => Math.round(sum + (since === null ? 0 : performance.now() - since)),
      turn: () => {
        sum += since === null ? 0 : performance.now() - since;
        since = document.hidden ? null : performance.now();
      },
    };
  }

  function excerpt(content) {
    const signs = [...content.replace(/\s+/g, ' ')];
    return signs.length <= 60 ? signs.join('') : `${signs.slice(0, 59).join('')}…`;
  }

  function fill(sentence, value) {
    return sentence.replace('{0}', () => value);
  }

  const onClick = (id, action) => byId(id).addEventListener('click', () => {
    action();
    byId('post').focus({preventScroll: true});
  });

  document.addEventListener('keydown', onKey);
  onClick('accept', accept);
  onClick('skip', KEYS.s);
  onClick('flag', KEYS.f);
  onClick('undo', undo);
  onClick('notice-close', closeNotice);
  byId('help').addEventListener('click', KEYS['?']);
  window.addEventListener('online', send);
  window.addEventListener('beforeunload', event => {
    if (outgoing.length > 0) {
      event.preventDefault();
    }
  });
  document.addEventListener('visibilitychange', () => {
    viewed.turn();
    if (!document.hidden) {
      beat();
      send();
    }
  });
  setInterval(beat, Math.max(3, leaseSeconds / 3) * 1000);
  setInterval(() => document.hidden || refreshProgress(), PROGRESS_MILLIS);

  refill();
  send();
  refreshProgress();
})();
