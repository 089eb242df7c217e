import { canonicalJson, type Json } from './canonical-json.ts';

/** What the stages noted of one record, by stage: its personal data, the words that were found, what was cut. */
export type Evidence = Readonly<Record<string, Json>>;

/** Evidence as a column holds it: JSON text, null for none. */
export function evidenceToText(evidence: Evidence): string | null {
  return Object.keys(evidence).length === 0 ? null : canonicalJson(evidence);
}

/** The evidence that a column holds. Throws SyntaxError for text that is no JSON. */
export function evidenceFromText(text: string | null): Evidence {
  return text === null ? {} : (JSON.parse(text) as Evidence);
}

/** Evidence with what a stage notes; a stage that notes a second time does so as `stage#2`. */
export function withEvidence(evidence: Evidence, stage: string, noted: Json): Evidence {
  let name = stage;
  for (let time = 2; Object.hasOwn(evidence, name); time++) name = `${stage}#${time}`;
  return { ...evidence, [name]: noted };
}
