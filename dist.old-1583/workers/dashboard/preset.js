// Runs in the browser, and imports nothing.
//
// The two keys and their shapes are internals of the Temporal UI 2.54.1, read from its bundle and not documented: stores
// named `namespace-workflow-table-columns`, of { [namespace]: { label }[] }, where none or an empty list means the
// default columns, and `saved-workflow-queries`, of { [namespace]: { id, name, query, type: 'user' }[] }, at most 50.
// tests/browser holds the UI to them.
const columnsKey = 'namespace-workflow-table-columns';
const viewsKey = 'saved-workflow-queries';
/** Ours: the columns as they were set last, by namespace, to tell them from a person's. */
const setKey = 'millrace-dashboard-columns';
const ownPrefix = 'millrace-';
const mostViews = 50;
const defaultColumns = ['Status', 'Workflow ID', 'Run ID', 'Type', 'Start', 'End'];
/**
 * Sets columns and saved views of the workflow list, and leaves what a person did there: columns that were changed by
 * hand, views of their own. A value of any other shape than the UI 2.54.1 writes is left alone.
 */
export function applyPreset(storage, preset) {
    setColumns(storage, preset);
    setViews(storage, preset);
}
function setColumns(storage, { namespace, columns }) {
    const all = readObject(storage, columnsKey);
    const found = all?.[namespace] ?? [];
    if (all === undefined || !isListOf(found, ['label']))
        return;
    const labels = found.map(({ label }) => label);
    const set = readObject(storage, setKey) ?? {};
    const untouched = [[], defaultColumns, set[namespace] ?? []].some((known) => sameText(known, labels));
    if (!untouched)
        return;
    storage.setItem(columnsKey, JSON.stringify({ ...all, [namespace]: columns.map((label) => ({ label })) }));
    storage.setItem(setKey, JSON.stringify({ ...set, [namespace]: columns }));
}
function setViews(storage, { namespace, views }) {
    const all = readObject(storage, viewsKey);
    const found = all?.[namespace] ?? [];
    if (all === undefined || !isListOf(found, ['id', 'name', 'query']))
        return;
    const own = found.filter(({ id }) => id?.startsWith(ownPrefix) === false);
    const ours = views.slice(0, Math.max(0, mostViews - own.length)).map(({ id, name, query }) => {
        return { id, name, query, type: 'user' };
    });
    storage.setItem(viewsKey, JSON.stringify({ ...all, [namespace]: [...own, ...ours] }));
}
/** An object that is kept as JSON; an empty one for nothing, undefined for anything else. */
function readObject(storage, key) {
    const text = storage.getItem(key);
    if (text === null)
        return {};
    try {
        const value = JSON.parse(text);
        return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
    }
    catch {
        return undefined;
    }
}
function isListOf(value, fields) {
    return (Array.isArray(value) &&
        value.every((each) => typeof each === 'object' &&
            each !== null &&
            fields.every((field) => typeof Object.entries(each).find(([name]) => name === field)?.[1] === 'string')));
}
function sameText(a, b) {
    return JSON.stringify(a) === JSON.stringify(b);
}
//# sourceMappingURL=preset.js.map