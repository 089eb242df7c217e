import { formatByteSize } from '../../core/byte-size.js';
import { gateText } from '../gate-text.js';
import { escapeMarkup } from '../markup.js';
import { countText, numberText } from '../number-text.js';
import { shorten } from '../printable.js';
import { card, codeCell, htmlTable, recordCell, wordCell } from './page.js';
const mostShards = 300;
const shownGuilty = 5;
const recipeCharacters = 20_000;
/** Gates with what they found, failed ones first, and the records that made them fail. */
export function gatesCard({ gates, gatesPassed, dataset, version }) {
    const rank = ({ passed, severity }) => (passed ? 2 : severity === 'warn' ? 1 : 0);
    const order = [...gates].sort((a, b) => rank(a) - rank(b));
    const rows = order.map((gate) => {
        const failure = gate.severity === 'warn' ? wordCell('warning', 'warn') : wordCell('failed', 'fail');
        return [gate.passed ? wordCell('passed', 'pass') : failure, gateText(gate)];
    });
    if (rows.length === 0)
        return '';
    const lead = gatesPassed
        ? 'All required gates passed.'
        : `A required gate failed, so ${dataset}@latest did not move to this version by itself.`;
    const guilty = order.flatMap((gate) => {
        const { records = [] } = gate;
        if (gate.passed || records.length === 0)
            return [];
        const found = records.map(({ id, source, value }) => [
            value === null ? '' : typeof value === 'number' ? numberText(value) : shorten(value, 60),
            recordCell(shorten(source, 120), shorten(id, 64)),
        ]);
        const headings = ['value', 'source and id'];
        const rest = found.slice(shownGuilty);
        return [
            `<h3>${escapeMarkup(`Records behind: ${gateText(gate)}`)}</h3>`,
            htmlTable(headings, found.slice(0, shownGuilty), []),
            rest.length === 0
                ? ''
                : `<details><summary>${rest.length} more</summary>${htmlTable(headings, rest, [])}</details>`,
        ];
    });
    const why = guilty.length === 0
        ? ''
        : `<p class="soft">Why one of them is as it is: <code>${escapeMarkup(`npx millrace why ${dataset}@${version} --id ID`)}</code></p>`;
    return card('Gates', lead, [htmlTable([], rows, []), ...guilty, why]);
}
/** Shards with rows, tokens, bytes and digests. */
export function shardsCard({ shards }) {
    const rows = shards
        .slice(0, mostShards)
        .map(({ content, split, rows: count, tokens, bytes, sha256 }) => [
        `${content}, ${split}`,
        countText(count),
        tokens === undefined ? '–' : countText(tokens),
        { html: `<span class="nowrap">${escapeMarkup(formatByteSize(bytes))}</span>` },
        codeCell(sha256),
    ]);
    const rest = shards.length - rows.length;
    return card('Shards', '', [
        rows.length === 0 ? '' : htmlTable(['shard', 'rows', 'tokens', 'size', 'SHA-256'], rows, [1, 2, 3]),
        rest > 0 ? `<p class="soft">${countText(rest)} more are in the manifest.</p>` : '',
    ]);
}
/** What the version was made of. */
export function lineageCard({ lineage, parent }) {
    const { inputs, tokenizer, recipeSha256, codeSha256, recipe } = lineage;
    const rows = [
        ['recipe', '', codeCell(recipeSha256)],
        ['code', '', codeCell(codeSha256)],
        ['inputs', `${countText(inputs.files)} files, ${formatByteSize(inputs.bytes)}`, codeCell(inputs.sha256)],
    ];
    if (tokenizer !== null) {
        rows.push(['tokenizer', `${countText(tokenizer.vocabulary)} tokens`, codeCell(tokenizer.sha256)]);
    }
    if (parent !== null)
        rows.push(['parent', `version ${parent.version}`, codeCell(parent.sha256)]);
    const text = shorten(JSON.stringify(recipe, null, 2), recipeCharacters);
    const lines = text.split('\n').map(escapeMarkup).join('\n');
    return card('Lineage', 'The same inputs, recipe and code give the same bytes. Digests are SHA-256.', [
        htmlTable([], rows, []),
        `<details><summary>Recipe</summary><pre>${lines}</pre></details>`,
    ]);
}
//# sourceMappingURL=tables.js.map