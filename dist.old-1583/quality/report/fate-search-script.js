/**
 * The page's one script: fills the table of fates from the JSON beside it and narrows it by what a person types and
 * chooses. Puts data into the page as text only. It is part of the page's security policy by its digest.
 */
export const fateSearchScript = `(() => {
  'use strict';
  const data = document.getElementById('fate-data');
  if (data === null) return;
  const { fates, groups, rows } = JSON.parse(data.textContent);
  const controls = document.getElementById('fate-controls');
  const [search, fate, stage, reason] = controls.children;
  const body = document.getElementById('fate-rows');
  const count = document.getElementById('fate-count');
  const more = document.getElementById('fate-more');
  const step = 50;
  let shown = step;
  const options = (select, name, values) => {
    const chosen = select.value;
    select.replaceChildren(new Option(name, ''), ...values.map((value) => new Option(value, value)));
    select.value = values.includes(chosen) ? chosen : '';
  };
  const distinct = (place, from) => [...new Set(from.map((group) => group[place]).filter((value) => value !== ''))].sort();
  const narrow = () => {
    options(fate, 'every fate', fates);
    const ofFate = groups.filter((group) => fate.value === '' || group[0] === fate.value);
    options(stage, 'every stage', distinct(1, ofFate));
    const ofStage = ofFate.filter((group) => stage.value === '' || group[1] === stage.value);
    options(reason, 'every reason', distinct(2, ofStage));
    const chosen = new Set(ofStage.filter((group) => reason.value === '' || group[2] === reason.value));
    const words = search.value.toLowerCase().split(/\\s+/).filter((word) => word !== '');
    return rows.filter(([group, ...texts]) => {
      if (!chosen.has(groups[group])) return false;
      const text = texts.join(' ').toLowerCase();
      return words.every((word) => text.includes(word));
    });
  };
  const part = (name, text, style) => {
    const element = document.createElement(name);
    element.textContent = text;
    element.className = style;
    return element;
  };
  const cell = (...parts) => {
    const td = document.createElement('td');
    td.append(...parts);
    return td;
  };
  const show = () => {
    const found = narrow();
    body.replaceChildren(...found.slice(0, shown).map(([group, id, source, evidence]) => {
      const [fateOf, stageOf, reasonOf] = groups[group];
      const tr = document.createElement('tr');
      tr.append(
        cell(part('span', fateOf, 'nowrap f-' + fateOf)),
        cell(...(stageOf === '' ? [] : [stageOf + ' \\u00b7 ' + reasonOf, document.createElement('br'), part('span', evidence, 'soft')])),
        cell(source, document.createElement('br'), part('code', id, 'soft')),
      );
      return tr;
    }));
    count.textContent = found.length.toLocaleString('en') + ' of ' + rows.length.toLocaleString('en') + ' match';
    more.hidden = found.length <= shown;
  };
  const restart = () => { shown = step; show(); };
  for (const control of controls.children) control.addEventListener('input', restart);
  more.addEventListener('click', () => { shown += 4 * step; show(); });
  for (const element of [controls, document.getElementById('fate-table')]) element.hidden = false;
  show();
})();`;
//# sourceMappingURL=fate-search-script.js.map