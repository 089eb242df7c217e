import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MillraceError } from '../../core/errors.js';
import { dataTypes } from './data-type.js';
import { savedModel } from './graph.js';
import { variableNames } from './variable.js';
/**
 * Loads a graph into TensorFlow. The library reads graphs only from a folder: a temporary one holds it for that moment.
 * Throws MillraceError `graph-refused` with TensorFlow's own words.
 */
export function openSession(graph, { binding }) {
    const model = load(graph, binding);
    const runRaw = (feeds, fetches) => {
        const ids = [];
        const results = [];
        try {
            for (const { dtype, shape, data } of Object.values(feeds)) {
                ids.push(binding.createTensor([...shape], dataTypes[dtype], data));
            }
            const names = Object.keys(feeds).map(firstOutput).join(',');
            const found = binding.runSavedModel(model, ids, names, fetches.map(firstOutput).join(','));
            results.push(...found.map(({ id }) => id));
            return results.map((id) => binding.tensorDataSync(id));
        }
        finally {
            for (const id of [...ids, ...results])
                binding.deleteTensor(id);
        }
    };
    const run = (feeds, fetches) => runRaw(feeds, fetches).map(toFloats);
    return {
        run,
        assign: (values) => {
            const feeds = [...values].map(([name, value]) => [variableNames.feed(name), value]);
            if (feeds.length > 0)
                runRaw(Object.fromEntries(feeds), [...values.keys()].map(variableNames.assign));
        },
        fetch: (names) => (names.length === 0 ? [] : run({}, names.map(variableNames.fetch))),
        close: () => binding.deleteSavedModel(model),
    };
}
function load(graph, binding) {
    const folder = mkdtempSync(join(tmpdir(), 'millrace-graph-'));
    try {
        writeFileSync(join(folder, 'saved_model.pb'), savedModel(graph));
        return binding.loadSavedModel(folder, 'serve');
    }
    catch (cause) {
        const message = cause instanceof Error ? cause.message : String(cause);
        throw new MillraceError('graph-refused', `TensorFlow refuses the traced graph: ${message}`, { cause });
    }
    finally {
        rmSync(folder, { recursive: true, force: true });
    }
}
function firstOutput(name) {
    return `${name}:0`;
}
function toFloats(data) {
    if (data instanceof Float32Array)
        return data;
    throw new TypeError('a fetch of the graph must be float32');
}
//# sourceMappingURL=session.js.map