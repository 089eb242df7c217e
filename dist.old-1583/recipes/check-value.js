import { z } from 'zod';
import { didYouMean } from './suggestion.js';
/** Holds a value to a schema. Problems about unknown keys come first, since one may explain a key that is missing. */
export function checkValue(schema, value) {
    const result = schema.safeParse(value, { error: messageOf, reportInput: true });
    if (result.success)
        return { ok: true, value: result.data };
    const problems = result.error.issues.map((issue) => problemOf(issue, []));
    const [first, ...rest] = [...problems.filter((p) => p.unknownKey), ...problems.filter((p) => !p.unknownKey)];
    if (first === undefined)
        throw new Error('zod refused a value without an issue');
    return { ok: false, problems: [first, ...rest] };
}
/** A path as people write it: `stages[3].language.minScore`. */
export function pathText(path) {
    return path.map((key, i) => (typeof key === 'number' ? `[${key}]` : i === 0 ? key : `.${key}`)).join('');
}
/** A problem in one line, with the path of its key. */
export function problemText(problem) {
    const owner = problem.unknownKey ? problem.path.slice(0, -1) : problem.path;
    return owner.length === 0 ? problem.message : `${pathText(owner)}: ${problem.message}`;
}
function problemOf(issue, parent) {
    const path = [...parent, ...issue.path.map((key) => (typeof key === 'number' ? key : String(key)))];
    if (issue.code === 'unrecognized_keys')
        return { path: [...path, issue.keys[0] ?? ''], message: issue.message, unknownKey: true };
    if (issue.code === 'invalid_union' && issue.message === undecided)
        return fromBranches(issue, path);
    return { path, message: issue.message, unknownKey: false };
}
// A union's own message would name no key. The branch whose type fits the value is the one that was meant.
function fromBranches(issue, path) {
    const branches = issue.errors.filter((branch) => branch.length > 0);
    const meant = branches.find((branch) => branch.every((inner) => !isWrongType(inner, issue.input)));
    const chosen = meant?.find((inner) => inner.code === 'unrecognized_keys') ?? meant?.[0];
    if (chosen !== undefined)
        return problemOf(chosen, path);
    const expected = branches.map((branch) => branch[0]?.message.replace(/^expected /, '').replace(/, found .*$/s, ''));
    return { path, message: `expected ${expected.join(' or ')}, found ${found(issue.input)}`, unknownKey: false };
}
function isWrongType(issue, input) {
    if (issue.path.length > 0)
        return false;
    if (issue.code === 'invalid_type')
        return true;
    return issue.code === 'invalid_value' && issue.values.every((value) => typeof value !== typeof input);
}
const undecided = 'no branch fits';
function messageOf(issue) {
    switch (issue.code) {
        case 'unrecognized_keys':
            return unknownKey(issue.keys[0] ?? '', keysOf(issue.inst));
        case 'invalid_type':
            return `expected ${typeNames[issue.expected] ?? issue.expected}, found ${found(issue.input)}`;
        case 'invalid_value':
            return oneOf(issue.values, issue.input);
        case 'too_small':
            return bound(issue, issue.inclusive === false ? 'more than' : 'at least', issue.minimum);
        case 'too_big':
            return bound(issue, issue.inclusive === false ? 'less than' : 'at most', issue.maximum);
        case 'invalid_union':
            return issue.discriminator === undefined
                ? undecided
                : oneOf(issue.options ?? [], tagOf(issue));
        case 'invalid_format':
            return `expected text that matches ${issue.pattern ?? issue.format}, found ${found(issue.input)}`;
        default:
            return undefined;
    }
}
const typeNames = {
    string: 'a string',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    object: 'a map',
    record: 'a map',
    null: 'null',
};
/** What was found, in at most about 40 characters. */
export function found(value) {
    if (value === undefined)
        return 'nothing';
    if (Array.isArray(value))
        return value.length === 0 ? 'an empty list' : 'a list';
    if (typeof value === 'object' && value !== null)
        return 'a map';
    if (typeof value !== 'string')
        return String(value);
    return JSON.stringify(value.length > 40 ? `${value.slice(0, 39)}…` : value);
}
function unknownKey(key, known) {
    const guess = didYouMean(key, known);
    return `unknown key ${found(key)}${guess === '' ? `, expected one of ${known.join(', ')}` : guess}`;
}
function oneOf(values, input) {
    // A union also takes values that no text can give, such as a missing key.
    const names = values.filter((value) => value !== undefined).map((value) => String(value));
    const expected = names.length === 1 ? names[0] : `one of ${names.join(', ')}`;
    return `expected ${expected}, found ${found(input)}${typeof input === 'string' ? didYouMean(input, names) : ''}`;
}
function bound(issue, word, limit) {
    const unit = { string: ' character', array: ' item' }[issue.origin];
    const amount = unit === undefined ? `${limit}` : `${limit}${unit}${Number(limit) === 1 ? '' : 's'}`;
    return `expected ${word} ${amount}, found ${found(issue.input)}`;
}
function tagOf(issue) {
    const { input, discriminator } = issue;
    return typeof input === 'object' && input !== null && discriminator !== undefined
        ? Object.entries(input).find(([key]) => key === discriminator)?.[1]
        : input;
}
function keysOf(schema) {
    if (schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodEnum)
        return schema.keyType.options.map(String);
    return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}
//# sourceMappingURL=check-value.js.map