import { canonicalJson } from './canonical-json.js';
/** Evidence as a column holds it: JSON text, null for none. */
export function evidenceToText(evidence) {
    return Object.keys(evidence).length === 0 ? null : canonicalJson(evidence);
}
/** The evidence that a column holds. Throws SyntaxError for text that is no JSON. */
export function evidenceFromText(text) {
    return text === null ? {} : JSON.parse(text);
}
/** Evidence with what a stage notes; a stage that notes a second time does so as `stage#2`. */
export function withEvidence(evidence, stage, noted) {
    let name = stage;
    for (let time = 2; Object.hasOwn(evidence, name); time++)
        name = `${stage}#${time}`;
    return { ...evidence, [name]: noted };
}
//# sourceMappingURL=evidence.js.map