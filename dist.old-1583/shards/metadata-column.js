import { canonicalJson } from '../core/canonical-json.js';
import { MillraceError } from '../core/errors.js';
/** A document's metadata as one text column: a JSON object of strings with sorted keys. */
export function metadataToText(metadata) {
    return canonicalJson(metadata);
}
/** The metadata in such a column. Throws MillraceError `bad-file` where it is no object of strings. */
export function metadataFromText(text) {
    if (text === '{}')
        return {};
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        value = undefined;
    }
    if (isMetadata(value))
        return value;
    throw new MillraceError('bad-file', 'a metadata column holds no JSON object of strings');
}
function isMetadata(value) {
    return (value !== null &&
        typeof value === 'object' &&
        !Array.isArray(value) &&
        Object.values(value).every((member) => typeof member === 'string'));
}
//# sourceMappingURL=metadata-column.js.map