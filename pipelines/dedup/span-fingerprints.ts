import { codeUnitsOf } from '../text/code-units.ts';
import { keyBytes } from './exact.ts';
import { pickRuns } from './fingerprints.ts';
import { mix } from './mix.ts';
import { unitsOf } from './span-keys.ts';
import { normalizeSpan } from './span-normalization.ts';
import type { SpanParameters, SpanUnit } from './span-parameters.ts';

/** Different units whose hashes are kept while a text is read. */
const mostKnown = 65_536;

/**
 * Calls `add` with a 16-byte key and the first unit of some runs of units of a text, such that of each span that two texts
 * share they share a run. Equal runs have equal keys; different ones may. Cost: linear; memory of 4 bytes a unit.
 */
export function eachFingerprint(
  text: string,
  unit: SpanUnit,
  parameters: SpanParameters,
  add: (key: Uint8Array, place: number) => void,
): void {
  const spans = unitsOf(text, unit, parameters);
  if (spans.length / 2 < parameters.span) return;
  const hashes = parameters.normalize === 'none' ? plainHashes(text, spans) : normalHashes(text, spans, parameters);
  const key = new Uint8Array(keyBytes);
  const halves = new DataView(key.buffer);
  pickRuns(hashes, parameters.span, (place, first, second) => {
    halves.setUint32(0, first);
    halves.setUint32(4, second);
    add(key, place);
  });
}

function plainHashes(text: string, spans: Int32Array): Uint32Array {
  const units = codeUnitsOf(text);
  const hashes = new Uint32Array(spans.length / 2);
  for (let k = 0; k < hashes.length; k++) {
    hashes[k] = hashOf(units, spans[2 * k] as number, spans[2 * k + 1] as number);
  }
  return hashes;
}

function normalHashes(text: string, spans: Int32Array, { normalize }: SpanParameters): Uint32Array {
  const known = new Map<string, number>();
  const hashes = new Uint32Array(spans.length / 2);
  for (let k = 0; k < hashes.length; k++) {
    const unit = text.slice(spans[2 * k], spans[2 * k + 1]);
    let hash = known.get(unit);
    if (hash === undefined) {
      const normal = codeUnitsOf(normalizeSpan(unit, normalize));
      hash = hashOf(normal, 0, normal.length);
      if (known.size === mostKnown) known.clear();
      known.set(unit, hash);
    }
    hashes[k] = hash;
  }
  return hashes;
}

function hashOf(units: Uint16Array, start: number, end: number): number {
  let hash = 0;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (units[i] as number), 0x01000193) + 0x9e3779b1;
  return mix(hash);
}
