import { MillraceError } from '../../core/errors.js';
/**
 * A Hugging Face `tokenizer.json` held to a schema in which every key is one that Millrace obeys.
 *
 * @throws MillraceError `tokenizer-invalid` for what is no JSON; `tokenizer-unsupported`, which names the key, for any
 * key or value that would need another algorithm: ids that differ in silence are worse than none
 */
export function parseTokenizerJson(json, schema, hints) {
    let parsed;
    try {
        parsed = JSON.parse(json);
    }
    catch {
        throw new MillraceError('tokenizer-invalid', 'Expected JSON in the tokenizer file, found something else.', {
            kind: 'usage',
            hint: hints.invalid,
        });
    }
    const result = schema.safeParse(parsed);
    if (result.success)
        return result.data;
    const issue = result.error.issues[0];
    const unknownKey = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
    const key = [...(issue?.path ?? []), ...unknownKey].join('.').slice(0, 200) || 'the whole file';
    const asked = readAt(parsed, issue?.path ?? []);
    const what = typeof asked === 'string' && /^\w{1,60}$/.test(asked) ? `"${asked}", which` : 'what';
    throw new MillraceError('tokenizer-unsupported', `The tokenizer file asks at ${key} for ${what} is not implemented.`, {
        kind: 'usage',
        at: key,
        hint: hints.unsupported,
    });
}
function readAt(value, path) {
    return path.reduce((found, key) => typeof found === 'object' && found !== null && Object.hasOwn(found, key)
        ? found[key]
        : undefined, value);
}
//# sourceMappingURL=parse-tokenizer-json.js.map