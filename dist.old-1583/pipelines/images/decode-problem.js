import { endsEarly } from './ends-early.js';
/** A problem with nothing to measure. */
export function problem(word) {
    return { problem: word, value: null, limit: null };
}
/** Why bytes of a known format could not be decoded: `truncated` where they end before the image does. */
export function decodeProblem(format, bytes) {
    return problem(endsEarly(format, bytes) ? 'truncated' : 'not-decodable');
}
//# sourceMappingURL=decode-problem.js.map