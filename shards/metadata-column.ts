import { canonicalJson } from '../core/canonical-json.ts';
import { MillraceError } from '../core/errors.ts';

type Metadata = Readonly<Record<string, string>>;

/** A document's metadata as one text column: a JSON object of strings with sorted keys. */
export function metadataToText(metadata: Metadata): string {
  return canonicalJson(metadata);
}

/** The metadata in such a column. Throws MillraceError `bad-file` where it is no object of strings. */
export function metadataFromText(text: string): Metadata {
  if (text === '{}') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (isMetadata(value)) return value;
  throw new MillraceError('bad-file', 'a metadata column holds no JSON object of strings');
}

function isMetadata(value: unknown): value is Metadata {
  return (
    value !== null &&
    typeof value === 'object' &&
    !Array.isArray(value) &&
    Object.values(value).every((member) => typeof member === 'string')
  );
}
