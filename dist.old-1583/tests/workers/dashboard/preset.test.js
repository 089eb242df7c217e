import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { applyPreset } from '../../../workers/dashboard/preset.js';
const columnsKey = 'namespace-workflow-table-columns';
const viewsKey = 'saved-workflow-queries';
const preset = {
    namespace: 'default',
    columns: ['Status', 'Dataset'],
    views: [{ id: 'millrace-gates', name: 'Failed gates', query: '`GatePassed`=false' }],
};
/** What a browser keeps, and what it kept after the preset. */
function browser(kept = {}) {
    const values = new Map(Object.entries(kept));
    return {
        getItem: (key) => values.get(key) ?? null,
        setItem: (key, value) => void values.set(key, value),
        get: (key) => JSON.parse(values.get(key) ?? 'null'),
    };
}
function labels(...names) {
    return names.map((label) => ({ label }));
}
function withColumns(...names) {
    return { [columnsKey]: JSON.stringify({ default: labels(...names), other: labels('Type') }) };
}
test('a browser that was never here gets columns and views', () => {
    const storage = browser();
    applyPreset(storage, preset);
    assert.deepEqual(storage.get(columnsKey), { default: labels('Status', 'Dataset') });
    assert.deepEqual(storage.get(viewsKey), { default: [{ ...preset.views[0], type: 'user' }] });
});
test('the default columns of the UI are replaced, those of other namespaces stay', () => {
    const storage = browser(withColumns('Status', 'Workflow ID', 'Run ID', 'Type', 'Start', 'End'));
    applyPreset(storage, preset);
    assert.deepEqual(storage.get(columnsKey), { default: labels('Status', 'Dataset'), other: labels('Type') });
});
test('columns that a person chose stay, and ours follow a new release', () => {
    const chosen = browser(withColumns('Type', 'End'));
    applyPreset(chosen, preset);
    assert.deepEqual(chosen.get(columnsKey), { default: labels('Type', 'End'), other: labels('Type') });
    const storage = browser();
    applyPreset(storage, preset);
    applyPreset(storage, { ...preset, columns: ['Stage'] });
    assert.deepEqual(storage.get(columnsKey), { default: labels('Stage') });
    storage.setItem(columnsKey, JSON.stringify({ default: labels('Stage', 'End') }));
    applyPreset(storage, preset);
    assert.deepEqual(storage.get(columnsKey), { default: labels('Stage', 'End') });
});
test('views of a person stay, ours are replaced', () => {
    const own = { id: '1790000000000', name: 'Mine', query: '`Dataset`="mail"', type: 'user' };
    const old = { id: 'millrace-dataset-gone', name: 'dataset gone', query: '', type: 'user' };
    const storage = browser({ [viewsKey]: JSON.stringify({ default: [old, own], other: [own] }) });
    applyPreset(storage, preset);
    assert.deepEqual(storage.get(viewsKey), { default: [own, { ...preset.views[0], type: 'user' }], other: [own] });
});
test('ours and a person’s are at most the fifty that the UI allows', () => {
    const own = Array.from({ length: 45 }, (_, i) => ({ id: `${i}`, name: `view ${i}`, query: '', type: 'user' }));
    const views = Array.from({ length: 20 }, (_, i) => ({ id: `millrace-${i}`, name: `v ${i}`, query: '' }));
    const storage = browser({ [viewsKey]: JSON.stringify({ default: own }) });
    applyPreset(storage, { ...preset, views });
    const { default: kept } = storage.get(viewsKey);
    assert.deepEqual(kept.map(({ id }) => id), [...own, ...views.slice(0, 5)].map(({ id }) => id));
});
test('whatever else a browser keeps there is left as it is', () => {
    const shapes = ['', '[', 'null', '[]', '7', '{"default":{}}', '{"default":[{}]}', '{"default":[{"label":1}]}'];
    for (const shape of shapes) {
        const storage = browser({ [columnsKey]: shape, [viewsKey]: shape });
        applyPreset(storage, preset);
        assert.equal(storage.getItem(columnsKey), shape);
        assert.equal(storage.getItem(viewsKey), shape);
    }
});
test('any value is either understood or kept, and a second time changes nothing', () => {
    fc.assert(fc.property(fc.json(), fc.json(), (columns, views) => {
        const storage = browser({ [columnsKey]: columns, [viewsKey]: views });
        applyPreset(storage, preset);
        const once = [columnsKey, viewsKey].map((key) => storage.getItem(key));
        applyPreset(storage, preset);
        assert.deepEqual([columnsKey, viewsKey].map((key) => storage.getItem(key)), once);
    }));
});
//# sourceMappingURL=preset.test.js.map