import { escapeMarkup } from '../quality/markup.js';
import { numberText } from '../quality/number-text.js';
import { cut, page, paragraph, picture, pictureWidth, preformatted, section } from '../quality/page/blocks.js';
import { lossCurve } from './runs/loss-curve.js';
const valueColumns = 50;
const sizesOfLine = 3;
/** A run as a page for the Temporal UI: where it stands, its loss curve as inline SVG, and what it is. */
export function runPage({ run, settings, data }, rows, backend) {
    const { name, parameters } = settings.model;
    const sizes = Object.entries(parameters).map(([key, value]) => `${key} ${String(value)}`);
    const lines = Array.from({ length: Math.ceil(sizes.length / sizesOfLine) }, (_, index) => [
        index === 0 ? 'sizes' : '',
        sizes.slice(sizesOfLine * index, sizesOfLine * (index + 1)).join(', '),
    ]);
    const facts = [
        ['data', `${data.dataset}@${data.version}`],
        ['objective', settings.objective.name],
        ['model', name],
        ...lines,
        ['backend', `${backend.name} ${backend.tensorflowVersion}`],
        ['device', `${backend.device} (${backend.deviceName})`],
    ].map(([fact = '', value = '']) => [fact, cut(value, valueColumns)]);
    return page([
        `<h2>${escapeMarkup(run)}</h2>${paragraph(state(settings.steps, rows))}`,
        section('Loss', [picture(lossCurve(settings.name, rows, pictureWidth))]),
        section('What is trained', [preformatted(facts, 2)]),
    ]);
}
/** `Step 120 of 400. Loss 0.0512, validation 0.1021.` */
function state(steps, rows) {
    const last = rows.at(-1);
    if (last === undefined)
        return `<b>Starts:</b> ${numberText(steps)} steps to do.`;
    const validation = rows.findLast((row) => row.validation !== undefined)?.validation?.['loss'];
    const done = last.step >= steps
        ? `Done: all ${numberText(steps)} steps.`
        : `Step ${numberText(last.step)} of ${numberText(steps)}.`;
    const judged = validation === undefined ? '' : `, validation ${validation.toFixed(4)}`;
    return `<b>${done}</b> Loss ${last.loss.toFixed(4)}${judged}.`;
}
//# sourceMappingURL=run-page.js.map