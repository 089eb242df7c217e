import { byCodeUnit } from './code-unit-order.js';
/**
 * JSON text with object keys in code-unit order and no white space between tokens.
 * Equal values give equal text, so its digest names the value. Objects are plain data; `undefined` members are left out.
 */
export function canonicalJson(value) {
    if (value === null || typeof value !== 'object')
        return JSON.stringify(value);
    if (Array.isArray(value))
        return `[${value.map(canonicalJson).join(',')}]`;
    const members = Object.entries(value)
        .filter((entry) => entry[1] !== undefined)
        .sort(([a], [b]) => byCodeUnit(a, b))
        .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
}
//# sourceMappingURL=canonical-json.js.map