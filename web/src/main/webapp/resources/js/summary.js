/*
 * Where posts get a summary: the box it is edited in, and the rating of the model's.
 *
 * The box begins with what the model wrote, or empty for a blind post. What stands in it when it is
 * sent decides what the answer is: accepted, corrected, or written from scratch.
 */
const QalamSummary = (() => {
  'use strict';

  const MOST = 2_000;                 // code points, as the server counts
  const BEST = 5;
  const VISIBLE = /[^\s\p{Cc}\p{Cf}\p{Z}]/u;

  const byId = id => document.getElementById(id);

  /**
   * The desk's summary.
   *
   * @param desk `text` and `number` of the page, `drafts`, `keep` (says so where the browser keeps
   *     nothing), `announce`, `tell` (announces in sight), and `submit`
   */
  function open({text, number, drafts, keep, announce, tell, submit}) {
    const box = byId('summary-text');
    const ratings = [...document.querySelectorAll('#rating button')];
    let task = null;
    let rating = null;

    const written = () => tidy(box.value);
    const shown = () => tidy(task?.prediction?.summary ?? '');
    const edited = () => written() !== shown();

    /** Shows a task's summary: what was edited before, else what the model wrote. */
    function show(next, signs) {
      task = next;
      box.lang = task.post.lang;
      box.value = drafts.text('summary', task.taskId) || (task.prediction?.summary ?? '');
      rating = Number(drafts.text('rating', task.taskId)) || null;
      byId('summary-label').textContent = task.prediction ? text.summaryModel : text.summaryBlank;
      byId('rating').hidden = !task.prediction;
      refresh();
      showSigns(signs);
    }

    function refresh() {
      const length = [...written()].length;
      box.dir = written() === '' ? task.post.dir : 'auto';
      byId('summary-count').textContent = `${number.format(length)} / ${number.format(MOST)}`;
      byId('summary-count').classList.toggle('r-over', length > MOST);
      byId('summary-state').hidden = !task.prediction;
      byId('summary-state').textContent = state();
      byId('summary-restore').hidden = !task.prediction || !edited();
      byId('accept-word').textContent = task.prediction && !edited() ? text.accept : text.save;
      ratings.forEach((button, index) =>
          button.setAttribute('aria-pressed', String(rating === index + 1)));
    }

    function state() {
      if (edited()) {
        return text.summaryEdited;
      }
      return shown() === '' ? text.summaryNone : text.summaryAsShown;
    }

    function typed() {
      keep(drafts.keepText('summary', task.taskId, edited() ? box.value : ''));
      refresh();
    }

    /** The box as the model had filled it. */
    function restore() {
      box.value = task.prediction?.summary ?? '';
      typed();
    }

    /** Rates the model's summary; the same number again takes the rating back. */
    function rate(value) {
      if (!task?.prediction || value < 1 || value > BEST) {
        return;
      }
      rating = rating === value ? null : value;
      keep(drafts.keepText('rating', task.taskId, rating === null ? '' : String(rating)));
      refresh();
      announce(rating === null
          ? text.unrated
          : text.rated.replace('{0}', () => `${number.format(rating)}, ${text[`rating.${rating}`]}`));
    }

    /** The answer that stands there: {decision, summary, rating}; null where there is none to send. */
    function answer() {
      if (!VISIBLE.test(written())) {
        tell(text.summaryWrite);
        box.focus();
        return null;
      }
      if ([...written()].length > MOST) {
        tell(text.summaryLong);
        box.focus();
        return null;
      }
      if (!task.prediction) {
        return {decision: 'LABELLED', summary: written(), rating: null};
      }
      return edited()
          ? {decision: 'CORRECTED', summary: written(), rating}
          : {decision: 'ACCEPTED', summary: null, rating};
    }

    /** Keeps what an answer said, for when its post comes back; what it left unsaid stays as it is. */
    function keepAnswer(taskId, {summary, rating: given}) {
      if (summary) {
        keep(drafts.keepText('summary', taskId, summary));
      }
      if (given) {
        keep(drafts.keepText('rating', taskId, String(given)));
      }
    }

    function drop(taskId, {summary}) {
      drafts.dropText('summary', taskId, summary);
      drafts.dropText('rating', taskId);
    }

    /** Signs that may deceive, in the model's summary and as it is edited. */
    const deceivingSigns = () => QalamPost.deceivingSigns(box.value);

    /** Below the box, since a box can show no names: what stands in it with every sign's name. */
    function showSigns(signs) {
      const plain = byId('summary-signs');
      plain.hidden = !signs || deceivingSigns() === 0;
      plain.dir = task.post.dir;
      plain.lang = task.post.lang;
      QalamPost.show(plain, box.value, {signs});
    }

    box.addEventListener('input', typed);
    box.addEventListener('keydown', event => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing) {
        event.preventDefault();
        submit();
      }
    });
    byId('summary-restore').addEventListener('click', () => {
      restore();
      box.focus();
    });
    ratings.forEach((button, index) => button.addEventListener('click', () => rate(index + 1)));

    return {show, rate, answer, keepAnswer, drop, deceivingSigns, showSigns, edit: () => box.focus()};
  }

  /** As the server keeps it. */
  function tidy(text) {
    return text.replace(/\r\n?/g, '\n').normalize('NFC').trim();
  }

  return {open};
})();
