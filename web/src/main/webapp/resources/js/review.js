/*
 * The review page: shows a post, takes the answer by one key, and has the next post there already.
 *
 * The page holds the task on the screen and the next ones. An answer leaves the screen at once and
 * is sent behind it, one after the other; what could not be sent stays in `outgoing` (and in the
 * browser, by QalamDrafts) and is sent again until the server has taken or refused it. The server
 * takes an answer once, however often it is sent. Whatever comes from the server is put into the
 * page as text, never as markup.
 */
(() => {
  'use strict';

  const byId = id => document.getElementById(id);
  const desk = byId('desk');
  const {project, account, token, base = ''} = desk.dataset;  // Faces leaves an empty attribute out
  const leaseSeconds = Number(desk.dataset.leaseSeconds);
  const text = Object.fromEntries(
      [...byId('desk-text').children].map(entry => [entry.dataset.key, entry.textContent]));
  const locale = `${document.documentElement.lang}-u-nu-latn`;  // the digits of the keys
  const number = new Intl.NumberFormat(locale);
  const plural = new Intl.PluralRules(locale);
  const percent = new Intl.NumberFormat(locale, {style: 'percent', maximumFractionDigits: 0});

  const HELD = 4;                     // the task on the screen and the next ones; the server gives 5
  const SHARED = 2;                   // likewise, where other tabs want some of the five
  const REQUEST_MILLIS = 15_000;
  const LONGEST_WAIT_SECONDS = 30;    // between two attempts to send
  const PROGRESS_MILLIS = 30_000;
  const EMPTY_MILLIS = 15_000;        // until an empty queue is asked again
  const AGAIN_MILLIS = 3_000;         // until a question that failed is asked again
  const LEAVING_MILLIS = 1_000;       // likewise, while a tab is being left that may have some
  const QUOTA = ['queue.quota-of-day', 'queue.quota-in-all'];  // why no more tasks are given
  const TOO_MANY = 'queue.too-many-held';                      // likewise, and other tabs have them
  const UNREACHED = {status: 0, body: null};
  const FULL = {status: 0, body: null};  // not asked: this tab has its share since others came
  const EXCERPT = 60;                 // characters of a post that a notice is about

  const drafts = QalamDrafts.open(account, project);

  let hands = [];                     // tasks held; hands[0] is on the screen
  let claimed = drafts.handsBefore(); // had before a reload: other tabs leave them to this one
  let outgoing = [];                  // answers the server has not taken yet, the oldest first
  let given = drafts.given();         // {taskId, comment, label, summary, rating} of this tab's answers
  let asking = false;
  let sending = false;
  let undoing = false;
  let drained = false;                // the queue had nothing more
  let beside = {taskIds: [], tabs: 0, leaving: false};  // what other tabs have
  let wanting = false;                // other tabs have so many that this one gets too few
  let quota = '';                     // what is said where no more tasks are given
  let failures = 0;                   // attempts to send that failed in a row
  let retry = 0;
  let refilling = 0;
  let viewed = stopwatch();
  let progress = null;
  let signs = false;                  // what cannot be seen is shown by its name
  let chosen = '';                    // the label set that is on, where a post may have several

  /** The box for the summary; null where posts get labels. */
  const summary = desk.dataset.answer !== 'SUMMARY' ? null : QalamSummary.open({
    text, number, drafts, keep, announce, tell, submit: () => accept(),
  });

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

  /** Fills the hands. */
  async function refill() {
    if (isFull()) {
      claimed = [];
      wanting = false;
    }
    keepHands();
    if (asking || isFull()) {
      return;
    }
    const reply = await askAlone();
    if (reply === FULL) {
      refill();
      return;
    }
    drained = reply.status === 204;
    quota = whyNoMore(reply);
    claimed = reply.status === 200 || reply.status === 0 ? claimed : [];
    wanting = reply.body?.key === TOO_MANY && held().length < SHARED;
    keepHands();
    if (reply.status === 200) {
      refill();
    } else if (reply.status === 401 || reply.status === 403) {
      signedOut();
    } else {
      clearTimeout(refilling);
      const longer = drained || QUOTA.includes(reply.body?.key)
          || (reply.body?.key === TOO_MANY && hands.length > 0);
      refilling = setTimeout(
          refill, beside.leaving ? LEAVING_MILLIS : longer ? EMPTY_MILLIS : AGAIN_MILLIS);
    }
    show();
  }

  /** Whether this tab has its share; after a reload what it had is its own, share or not. */
  function isFull() {
    const share = beside.tabs > 0 && claimed.length === 0 ? SHARED : HELD;
    return hands.length >= share;
  }

  /** Asks while no other tab does; where the browser refuses its locks it is as if none were reached. */
  async function askAlone() {
    asking = true;
    try {
      return await drafts.alone(ask);
    } catch {
      return UNREACHED;
    } finally {
      asking = false;
    }
  }

  /**
   * Asks for one task beside those that this tab and others have. After a reload those that it had
   * come back in their order.
   */
  async function ask() {
    beside = await drafts.heldBeside();
    if (isFull()) {
      return FULL;
    }
    const others = [...held(), ...beside.taskIds];
    const wanted = claimed.find(id => !others.includes(id));
    const holding = [...others, ...claimed.filter(id => id !== wanted && !others.includes(id))];
    const reply = await call('POST', `projects/${project}/next`, {holding});
    if (reply.status === 200) {
      take(reply.body);
      claimed = claimed.filter(id => id !== wanted && !others.includes(id));
      keepHands();
    }
    return reply;
  }

  /** Gives the last task up for a tab that has too few, where this one has more than its share. */
  function share() {
    beside.tabs = Math.max(1, beside.tabs);
    if (hands.length > SHARED) {
      hands.pop();
      keepHands();
    }
  }

  /** What this tab has: tasks, and those whose answer is on its way. */
  function held() {
    return [...hands, ...outgoing].map(one => one.taskId);
  }

  function keepHands() {
    wanting = wanting && held().length < SHARED;   // one wish, one task
    drafts.keepHands([...new Set([...held(), ...claimed])], wanting);
  }

  /** What is said in a post's place where there may be more, and not for this tab. */
  function whyNoMore({status, body}) {
    if (QUOTA.includes(body?.key)) {
      return body.detail;
    }
    const tooMany = body?.key === TOO_MANY;
    if (held().length > 0 || !(tooMany || status === 204)) {
      return '';
    }
    return beside.taskIds.length > 0 ? text.elsewhere : tooMany ? body.detail : '';
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
    drafts.dropText('comment', answer.taskId, answer.body.comment);
    summary?.drop(answer.taskId, answer.body);
    drafts.dropChoice(answer.taskId);
    remember(answer);
    count(answer.body.decision, 1);
    refill();
    send();
  }

  function refused(answer, reply) {
    failures = 0;
    forget(answer);
    if (answer.body.label !== null) {
      drafts.keepChoice(answer.taskId, answer.body.label);
    }
    if (hands[0]?.taskId === answer.taskId) {
      showLabels(hands[0]);           // the post came back before the refusal did
    }
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
    drafts.dropAnswer(answer);
  }

  /** Takes up the answers that closed tabs of this account could not send. */
  async function takeUp() {
    const left = await drafts.leftBehind();
    outgoing.push(...left.filter(answer => !outgoing.some(known => known.key === answer.key)));
  }

  /* ---------------------------------------------------------------- answers */

  /** Answers with a label, or turns it on or off where a post may have several. */
  function choose(label) {
    if (hands[0]?.multiLabel) {
      turn(hands[0], label);
    } else {
      answerWith(label);
    }
  }

  function turn(task, label) {
    chosen = QalamLabelSet.turned(chosen, label);
    keep(drafts.keepChoice(task.taskId, chosen));
    QalamLabelSet.mark(byId('labels'), chosen);
    const sentence = QalamLabelSet.has(chosen, label) ? text.turnedOn : text.turnedOff;
    announce(sentence.replace('{1}', () => chosen || text.noneOn).replace('{0}', () => label));
  }

  /**
   * What is on when a post comes: what the reader left on before and is a label still, which may be
   * nothing; or the prediction, where they left nothing behind or nothing that is a label still.
   */
  function chosenAtFirst(task) {
    const left = drafts.choice(task.taskId);
    const known = QalamLabelSet.labels(left).filter(label => task.labels.includes(label));
    return left === undefined || (left && !known.length)
        ? task.prediction?.label ?? '' : QalamLabelSet.text(known);
  }

  function answerWith(label) {
    const shown = hands[0]?.prediction?.label;
    decide(shown === undefined ? 'LABELLED' : label === shown ? 'ACCEPTED' : 'CORRECTED', label);
  }

  /** Enter: what stands in the box, the labels that are on, or the prediction where a post has one. */
  function accept() {
    if (summary) {
      submitSummary();
    } else if (!hands[0]?.multiLabel) {
      acceptPrediction();
    } else if (chosen === '') {
      tell(text.nothingOn);
    } else {
      answerWith(chosen);
    }
  }

  function acceptPrediction() {
    const shown = hands[0]?.prediction;
    if (shown) {
      decide('ACCEPTED', shown.label);
    } else if (hands[0]) {
      tell(text.nothingToAccept);
    }
  }

  /** Sends what stands in the box: as it was shown, as it was edited, or as it was written. */
  function submitSummary() {
    const answer = hands[0] && summary.answer();
    if (answer) {
      const {decision, ...said} = answer;
      decide(decision, null, said);
    }
  }

  function decide(decision, label = null, said = {}) {
    const task = hands.shift();
    if (!task) {
      return;
    }
    const comment = byId('comment').value.trim() || null;
    const answer = {
      taskId: task.taskId,
      task,
      excerpt: QalamPost.excerpt(task.post.text, EXCERPT),
      body: {lease: task.lease, decision, label, ...said, comment, viewedMillis: viewed.millis()},
    };
    outgoing.push(answer);
    keep(drafts.keepAnswer(answer));
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
    try {
      await undoLast();
    } catch {
      notice(text.unreached);
    } finally {
      undoing = false;
    }
  }

  async function undoLast() {
    const last = outgoing.at(-1);
    if (last?.task && !(sending && outgoing.length === 1)) {
      forget(last);
      back(last.task, last.body);
      showSaving();
    } else if (outgoing.length > 0) {
      tell(text.stillSending);
    } else {
      await drafts.alone(undoStored);
    }
  }

  async function undoStored() {
    const last = given.at(-1);
    const reply = await call('POST', last ? `tasks/${last.taskId}/undo` : `projects/${project}/undo`);
    if (reply.status === 200) {
      forgetLast();
      count('undo', -1);
      back(reply.body, last ?? {});
    } else if (reply.status === 204) {
      tell(text.nothingToUndo);
    } else if (reply.status === 401 || reply.status === 403) {
      signedOut();
    } else if (reply.status === 0 || reply.status >= 500) {
      notice(text.unreached);
    } else {
      forgetLast();                   // this one cannot be undone; the next Z tries the one before
      notice(reply.body?.detail || text.refused);
    }
  }

  /** Puts a task back onto the screen, with what was said in the answer that is undone. */
  function back(task, said) {
    if (said.comment) {
      keep(drafts.keepText('comment', task.taskId, said.comment));
    }
    if (task.multiLabel && said.label) {
      keep(drafts.keepChoice(task.taskId, said.label));
    }
    summary?.keepAnswer(task.taskId, said);
    hands = [task, ...hands.filter(held => held.taskId !== task.taskId)];
    keepHands();
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
      notice(text.lost, QalamPost.excerpt(task.post.text, EXCERPT));
      show();
    }
    refill();
  }

  /* ---------------------------------------------------------------- the screen */

  function show() {
    const task = hands[0];
    const shown = (task?.taskId ?? '') + (task?.lease ?? '');
    desk.dataset.state = task ? 'post' : quota ? 'quota' : drained ? 'empty' : 'loading';
    byId('quota').textContent = quota;
    if (byId('post').dataset.task !== shown) {
      byId('post').dataset.task = shown;
      byId('reason').hidden = true;
      byId('told').textContent = '';
      byId('comment').value = task ? drafts.text('comment', task.taskId) : '';
      if (task) {
        showPost(task);
      }
    }
  }

  function showPost(task) {
    const post = byId('post');
    post.lang = task.post.lang;
    post.dir = task.post.dir;
    post.classList.toggle('r-long', task.post.text.length > 280);
    desk.classList.toggle('r-blind', !task.prediction);
    byId('formerly').hidden = !task.formerly;
    byId('formerly-label').textContent = task.formerly ?? '';
    byId('accept').disabled = !summary && !task.prediction && !task.multiLabel;
    showLabels(task);
    summary?.show(task, signs);
    showText(task);
    viewed = stopwatch();
    post.focus({preventScroll: true});
    window.scrollTo(0, 0);
  }

  function showLabels(task) {
    chosen = task.multiLabel ? chosenAtFirst(task) : '';
    byId('labels').replaceChildren(...task.labels.map((label, index) => row(task, label, index)));
  }

  function showText(task) {
    const {text: first, second} = task.post;
    const hidden = QalamPost.deceivingSigns(first)
        + QalamPost.deceivingSigns(second?.text ?? '') + (summary?.deceivingSigns() ?? 0);
    QalamPost.show(byId('post'), first, {signs});
    byId('second').hidden = !second;
    if (second) {
      byId('second-text').dir = second.dir;
      byId('second-text').lang = second.dir === task.post.dir ? task.post.lang : '';
      QalamPost.show(byId('second-text'), second.text, {signs});
    }
    byId('signs').hidden = hidden === 0;
    byId('signs').setAttribute('aria-pressed', String(signs));
    byId('signs-count').textContent = number.format(hidden);
  }

  /** Shows what cannot be seen by its name, or hides it again; for this post and those to come. */
  function turnSigns() {
    signs = !signs;
    if (hands[0]) {
      showText(hands[0]);
      summary?.showSigns(signs);
    }
    announce(signs ? text.signsShown : text.signsHidden);
  }

  function turnGuide() {
    const guide = byId('guide');
    guide.hidden = !guide.hidden;
    (guide.hidden ? byId('post') : guide).focus({preventScroll: true});
  }

  /** Why the post on the screen is here, asked for when somebody wants to know. */
  async function turnReason() {
    const task = hands[0];
    if (!task || !byId('reason').hidden) {
      byId('reason').hidden = true;
      return;
    }
    const reply = await call('GET', `tasks/${task.taskId}/reason`);
    if (hands[0] !== task) {
      return;
    }
    if (reply.status === 200) {
      byId('reason').replaceChildren(...QalamReason.parts(reply.body, text, locale));
      byId('reason').hidden = false;
    } else if (reply.status === 401 || reply.status === 403) {
      signedOut();
    } else {
      notice(reply.body?.detail || text.unreached);
    }
  }

  function row(task, label, index) {
    const button = element('button', 'r-label');
    const digit = index < 9 ? index + 1 : index === 9 ? 0 : null;
    const prediction = task.prediction?.label;
    const predicted = task.multiLabel ? QalamLabelSet.has(prediction, label) : prediction === label;
    button.type = 'button';
    button.dataset.label = label;
    button.classList.toggle('r-predicted', predicted);
    button.addEventListener('click', () => choose(label));
    if (task.multiLabel) {
      button.setAttribute('aria-pressed', String(QalamLabelSet.has(chosen, label)));
    }
    button.append(
        element('kbd', 'r-key', digit === null ? '' : number.format(digit)),
        element('bdi', 'r-name', label));
    if (!task.multiLabel && drafts.choice(task.taskId) === label) {
      button.append(element('span', 'r-tag r-chosen', text.chosenBefore));
    } else if (predicted) {
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
    byId('saving').textContent = state === 'offline' ? counted(state, waiting) : text[state];
    byId('sign-in').hidden = true;
  }

  function notice(sentence, about) {
    byId('notice-text').textContent = sentence;
    byId('notice-about').textContent = about ?? '';
    byId('notice').hidden = false;
  }

  function announce(sentence) {
    byId('announce').textContent = sentence;
    byId('told').textContent = '';
  }

  /** Announces where eyes look too: what a key could not do. Whatever is done next takes it away. */
  function tell(sentence) {
    announce(sentence);
    byId('told').textContent = sentence;
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

  const ACTIONS = new Map(Object.entries({
    skip: () => decide('SKIPPED'),
    flag: () => decide('FLAGGED'),
    undo,
    comment: () => byId('comment').focus(),
    edit: () => summary?.edit(),
    guidelines: turnGuide,
    why: turnReason,
    signs: turnSigns,
    help: () => PF('helpDialog').show(),
  }));
  const keys = ownKeys();

  /** The reader's keys; none but digits and Enter where they are not what the server promises. */
  function ownKeys() {
    try {
      return QalamKeys.read();
    } catch {
      notice(text.badKeys);
      return new Map();
    }
  }

  function onKey(event) {
    if (!QalamPost.isCommand(event)) {
      return;
    }
    if (event.target.closest('input, textarea, select, [role=dialog]')) {
      leaveField(event);
      return;
    }
    const act = meaning(event);
    if (act) {
      event.preventDefault();
      act();
    }
  }

  /** What a key does; nothing for most. */
  function meaning(event) {
    const digit = QalamKeys.digitOf(event);
    if (digit !== undefined) {
      return () => (summary ? summary.rate(Number(digit)) : chooseByDigit(Number(digit)));
    }
    if (event.key === 'Enter') {
      return event.target.closest('button:not([aria-pressed][data-label]), a') ? undefined : accept;
    }
    return event.key === 'Escape' ? closeAll : ACTIONS.get(QalamKeys.actionOf(keys, event));
  }

  function chooseByDigit(digit) {
    const label = hands[0]?.labels[digit === 0 ? 9 : digit - 1];
    if (label !== undefined) {
      choose(label);
    }
  }

  function leaveField(event) {
    const {id} = event.target;
    const left = event.key === 'Escape' || (event.key === 'Enter' && id === 'comment');
    if (left && (id === 'comment' || id === 'summary-text')) {
      event.preventDefault();
      byId('post').focus();
    }
  }

  function closeAll() {
    byId('notice').hidden = true;
    byId('reason').hidden = true;
    byId('guide').hidden = true;
  }

  /* ---------------------------------------------------------------- small parts */

  /** Says so once where the browser does not keep what is not sent. */
  function keep(kept) {
    if (!kept && desk.dataset.kept !== 'false') {
      desk.dataset.kept = 'false';
      notice(text.notKept);
    }
  }

  function remember(answer) {
    const {comment, label, summary: written, rating} = answer.body;
    given = [...given, {taskId: answer.taskId, comment, label, summary: written, rating}];
    drafts.keepGiven(given);
  }

  function forgetLast() {
    given = given.slice(0, -1);
    drafts.keepGiven(given);
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

  /** The form of a text that this number takes in the page's language. */
  function counted(key, count) {
    const forms = byId('desk-text').querySelector(`[data-key="${key}"]`);
    const form = forms.querySelector(`[data-category="${plural.select(count)}"]`);
    return fill(form.textContent, number.format(count));
  }

  function fill(sentence, value) {
    return sentence.replace('{0}', () => value);
  }

  const onClick = (id, action) => byId(id).addEventListener('click', () => {
    action();
    byId('post').focus({preventScroll: true});
  });

  QalamKeys.label(keys);
  document.addEventListener('keydown', onKey);
  onClick('accept', accept);
  onClick('skip', ACTIONS.get('skip'));
  onClick('flag', ACTIONS.get('flag'));
  onClick('undo', undo);
  onClick('why', turnReason);
  onClick('signs', turnSigns);
  onClick('notice-close', () => {
    byId('notice').hidden = true;
  });
  byId('guidelines').addEventListener('click', turnGuide);
  byId('guide-close').addEventListener('click', turnGuide);
  byId('help').addEventListener('click', ACTIONS.get('help'));
  byId('comment').addEventListener('input', () => {
    if (hands[0]) {
      keep(drafts.keepText('comment', hands[0].taskId, byId('comment').value));
    }
  });
  window.addEventListener('online', send);
  window.addEventListener('beforeunload', event => {
    if (outgoing.length > 0 && desk.dataset.saving !== 'signed-out') {
      event.preventDefault();
    }
  });
  document.addEventListener('visibilitychange', () => {
    viewed.turn();
    if (!document.hidden) {
      beat();
      takeUp().then(send);
    }
  });
  setInterval(beat, Math.max(3, leaseSeconds / 3) * 1000);
  setInterval(() => document.hidden || refreshProgress(), PROGRESS_MILLIS);

  drafts.onHandsBeside(wants => {
    if (wants) {
      share();
    }
    if (wanting) {
      refill();
    }
  });
  window.addEventListener('pageshow', event => {
    if (event.persisted) {
      comeBack();
    }
  });

  start();
  refreshProgress();

  async function start() {
    await drafts.live();
    keepHands();
    await takeUp();
    refill();
    send();
  }

  /** The page was left and is shown again as it was; what other tabs took meanwhile is theirs. */
  async function comeBack() {
    await drafts.live();
    await drafts.alone(async () => {
      beside = await drafts.heldBeside();
      hands = hands.filter(task => !beside.taskIds.includes(task.taskId));
      keepHands();
    });
    show();
    beat();
    refill();
    send();
  }
})();
