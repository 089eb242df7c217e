import { byCodeUnit } from '../../core/code-unit-order.js';
import { MillraceError } from '../../core/errors.js';
import { fateColumns, fateName } from '../../shards/fate-columns.js';
import { movedRows } from './moved-rows.js';
import { openTable } from './table-groups.js';
const shownExamples = 5;
const columns = ['id', 'fate', 'stage', 'reason', 'textHash'];
const mostOutcomes = 65_000;
/** The records that moved between two versions, some at a time, in the order and at the cost of {@link movedRows}. */
export async function* movedRecords(storage, before, after) {
    const sides = await openSides(storage, before, after);
    for await (const { rows } of movedRows(sides.before, sides.after)) {
        for (const row of rows) {
            yield { id: await sides.idOf(row), ...sides.outcomesOf(row), textChanged: textChanged(row) };
        }
    }
}
/** Counts the records that moved between two versions. Time and memory are those of {@link movedRows}. */
export async function fateMoves(storage, before, after) {
    const sides = await openSides(storage, before, after);
    const counted = new Map();
    let unchanged = 0;
    for await (const chunk of movedRows(sides.before, sides.after)) {
        unchanged += chunk.unchanged;
        for (const row of chunk.rows) {
            const key = `${row.before?.code} ${row.after?.code}`;
            const move = counted.get(key) ?? { row, records: 0, textChanged: 0, examples: [] };
            if (move.records === 0)
                counted.set(key, move);
            move.records++;
            if (textChanged(row))
                move.textChanged++;
            // Read as they are met, since they lie in order then: a column is read in groups of rows.
            if (move.examples.length < shownExamples)
                move.examples.push(await sides.idOf(row));
        }
    }
    const moves = [...counted.values()].map(({ row, ...counts }) => ({ ...sides.outcomesOf(row), ...counts }));
    return { unchanged, moves: moves.sort(byRecords) };
}
function byRecords(a, b) {
    const name = ({ before, after }) => [before, after].map((outcome) => outcomeText(outcome, '')).join('\n');
    return b.records - a.records || byCodeUnit(name(a), name(b));
}
/** An outcome in words: `kept`, `dropped (gopher-quality.gopher_short_doc)`; `none` where there is none. */
export function outcomeText(outcome, none) {
    if (outcome === null)
        return none;
    return outcome.stage === null ? outcome.fate : `${outcome.fate} (${outcome.stage}.${outcome.reason})`;
}
function textChanged({ before, after }) {
    return before !== null && after !== null && before.digest !== after.digest;
}
async function openSides(storage, before, after) {
    const outcomes = [];
    const codes = new Map();
    const codeOf = (outcome) => {
        const key = `${outcome.fate}\0${outcome.stage}\0${outcome.reason}`;
        const known = codes.get(key);
        if (known !== undefined)
            return known;
        if (outcomes.length === mostOutcomes) {
            throw new MillraceError('bad-file', `the fates hold more than ${mostOutcomes} different reasons`);
        }
        codes.set(key, outcomes.length);
        return outcomes.push(outcome) - 1;
    };
    const open = async ({ dataset, fates }) => {
        const table = await openTable(storage, fates.map(({ file }) => `${dataset}/${file}`), fateColumns);
        const source = {
            rows: table.rows,
            read: async function* () {
                for await (const rows of table.read(columns))
                    yield rows.map(({ id, fate, stage, reason, textHash }) => ({
                        key: id,
                        code: codeOf({ fate: fateName(fate), stage, reason }),
                        digest: textDigest(textHash),
                    }));
            },
        };
        return { table, source };
    };
    const [left, right] = [await open(before), await open(after)];
    const outcomeOf = (side) => side === null ? null : (outcomes[side.code] ?? null);
    return {
        before: left.source,
        after: right.source,
        idOf: async ({ before, after }) => {
            const id = after === null ? left.table.valueAt('id', before.ordinal) : right.table.valueAt('id', after.ordinal);
            return (await id) ?? '';
        },
        outcomesOf: (row) => ({ before: outcomeOf(row.before), after: outcomeOf(row.after) }),
    };
}
/** 32 bits of a text's hash; 0 for a record without a text. */
function textDigest(textHash) {
    return textHash === null ? 0 : Math.max(1, Number.parseInt(textHash.slice(0, 8), 16) || 1);
}
//# sourceMappingURL=fate-moves.js.map