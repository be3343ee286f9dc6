/* Why a post is here, in the words of the page. */
const QalamReason = (() => {
  'use strict';

  /** The nodes that tell a reason; names and numbers stand isolated among the words. */
  function parts(reason, text, locale) {
    if (reason.blind) {
      return [document.createTextNode(text.reasonBlind)];
    }
    return [
      line(arm(reason, text), reason.strategy ?? reason.arm),
      line(text.reasonMargin, new Intl.NumberFormat(locale, {maximumFractionDigits: 3}).format(reason.margin)),
      line(model(reason, text), reason.adapterId ?? reason.baseModel),
      line(text.reasonAt, new Date(reason.predictedAt).toLocaleString(locale)),
    ];
  }

  function arm({arm: chosenBy, strategy}, text) {
    return text[`reason.${chosenBy}.${strategy}`] ?? text[`reason.${chosenBy}`] ?? text.reasonOther;
  }

  /** An id of version 8 is a yardstick's. */
  function model({adapterId}, text) {
    if (!adapterId) {
      return text.reasonBase;
    }
    return adapterId[14] === '8' ? text.reasonYardstick : text.reasonAdapter;
  }

  /** A sentence with one value in it. */
  function line(sentence, value) {
    const made = document.createElement('p');
    const [before, after] = sentence.split('{0}');
    made.append(before);
    if (after !== undefined) {
      const name = document.createElement('bdi');
      name.textContent = value;
      made.append(name, after);
    }
    return made;
  }

  return {parts};
})();
