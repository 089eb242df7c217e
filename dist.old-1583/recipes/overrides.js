import { isCollection, isScalar, isSeq } from 'yaml';
import { parseStrictYaml, plainValue, refusal } from './strict-yaml.js';
/**
 * Sets one value in a recipe's tree, from `a.b=value` of the command line. The value is YAML; list items go by their
 * index, from 0 (`stages.0.gopher-quality.minWords=20`), and the index after the last one appends. Maps on the way that
 * are missing are created, and a stage that stands there by its name alone gets a map for its parameters.
 * Throws a usage error `recipe-invalid` that names the override.
 */
export function applyOverride(document, override) {
    const at = `--set ${override}`;
    const equals = override.indexOf('=');
    if (equals < 1)
        throw refusal(at, 'expected key.path=value', 'for example --set output.shardBytes=16MiB');
    const keys = override.slice(0, equals).split('.');
    if (keys.some((key) => key === '' || key === '__proto__'))
        throw refusal(at, 'expected key names between the dots');
    const value = plainValue(parseStrictYaml(override.slice(equals + 1), at).document, at);
    const path = [];
    for (const key of keys) {
        const parent = document.getIn(path, true);
        if (isScalar(parent) && parent.value === key)
            document.setIn(path, document.createNode({ [key]: {} }));
        else if (parent === null || (isScalar(parent) && parent.value === null))
            document.setIn(path, document.createNode({}));
        else if (parent !== undefined && !isCollection(parent))
            throw refusal(at, `expected a map or a list at ${path.join('.')}, found a value`);
        path.push(isSeq(parent) ? indexIn(parent.items.length, key, at) : key);
    }
    document.setIn(path, document.createNode(value));
}
function indexIn(length, key, at) {
    const index = /^\d{1,6}$/.test(key) ? Number(key) : Number.NaN;
    if (!(index <= length))
        throw refusal(at, `expected an index from 0 to ${length}, found ${JSON.stringify(key)}`);
    return index;
}
//# sourceMappingURL=overrides.js.map