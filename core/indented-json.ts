import { canonicalJson, type Json } from './canonical-json.ts';

/** JSON text as of {@link canonicalJson}, indented by 2 for people, with a line feed at the end. Equal values give equal text. */
export function indentedJson(value: Json | object): string {
  const sorted: unknown = JSON.parse(canonicalJson(value));
  return `${JSON.stringify(sorted, null, 2)}\n`;
}
