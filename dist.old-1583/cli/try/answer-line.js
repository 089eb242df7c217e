import { MillraceError } from '../../core/errors.js';
const utf8 = new TextDecoder('utf-8', { fatal: true });
/**
 * The answer to one line of input, as a line of JSON without its end: `{id, …}`, or `{id, error}` where the line is no
 * record, its file cannot be read or the stage fails. Never throws for what the line holds, and never repeats its text
 * in an error.
 */
export async function answerLine(line, trial, readText) {
    const answer = await withRecord(line, async (record, id) => {
        if ('answerImage' in trial)
            return trial.answerImage(pathOf(record));
        return trial.answer(await documentOf(record, id, trial.format, readText));
    });
    const { id } = answer;
    return JSON.stringify('error' in answer ? answer : { id, ...answer.item });
}
/** The document of a line of input. */
export function documentOfLine(line, readText) {
    return withRecord(line, (record, id) => documentOf(record, id, 'text', readText));
}
/** What `use` makes of the image file that a line of input names. */
export function imageOfLine(line, use) {
    return withRecord(line, (record) => use(pathOf(record)));
}
async function withRecord(line, use) {
    const record = line === null ? undefined : parseRecord(line);
    if (record === undefined)
        return { id: null, error: line === null ? 'line is too long' : 'expected a JSON object' };
    const id = idOf(record);
    try {
        return { id, item: await use(record, id) };
    }
    catch (error) {
        return { id, error: error instanceof MillraceError ? error.message : `stage failed (${nameOf(error)})` };
    }
}
function nameOf(error) {
    return error instanceof Error ? error.name : typeof error;
}
function parseRecord(line) {
    try {
        const value = JSON.parse(utf8.decode(line));
        const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
        return isObject ? value : undefined;
    }
    catch {
        return undefined;
    }
}
function idOf(record) {
    const { id } = record;
    return typeof id === 'string' || typeof id === 'number' ? id : null;
}
async function documentOf(record, id, format, readText) {
    const { text, path } = record;
    const named = { id: id === null ? '' : String(id), format, label: null, metadata: metadataOf(record) };
    if (typeof text === 'string')
        return { ...named, text: text.toWellFormed(), source: 'stdin' };
    if (typeof path === 'string')
        return { ...named, text: await readText(path, format), source: path };
    throw new MillraceError('record-invalid', 'expected a string "text" or "path"');
}
/** Columns as a build would have them, of `metadata` and beside it: text, numbers and truth values as text, others left out. */
function metadataOf(record) {
    const { id: _id, text: _text, path: _path, metadata, ...beside } = record;
    const columns = { ...beside, ...(typeof metadata === 'object' && metadata !== null ? metadata : {}) };
    const simple = Object.entries(columns).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value));
    return Object.fromEntries(simple.map(([column, value]) => [column, String(value)]));
}
function pathOf({ path }) {
    if (typeof path === 'string')
        return path;
    throw new MillraceError('record-invalid', 'expected a string "path"');
}
//# sourceMappingURL=answer-line.js.map