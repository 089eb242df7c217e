import { MillraceError } from '../../core/errors.js';
/** The usage error `tokenizer-unsupported` for what a file asks at `at`, where `tokenizers` would do what Millrace does not. */
export function unsupported(at, what) {
    return new MillraceError('tokenizer-unsupported', `The tokenizer file asks at ${at} for ${what}, which is not implemented.`, {
        kind: 'usage',
        at,
        hint: unsupportedHint,
    });
}
/** The usage error `tokenizer-invalid`: the file contradicts itself, or `tokenizers` would not open it either. */
export function invalid(at, expected) {
    return new MillraceError('tokenizer-invalid', `Expected at ${at} of the tokenizer file ${expected}.`, {
        kind: 'usage',
        at,
    });
}
export const unsupportedHint = 'docs/tokenizers.md lists what is implemented.';
//# sourceMappingURL=unsupported-file.js.map