import { mix } from './mix.ts';

/** Units of the runs that are picked of a sequence of which any `length` hashes in a row shall hold one. */
export function runLength(length: number): number {
  return Math.ceil(length / 2);
}

/**
 * Winnowing: picks runs of a sequence so that any `length` hashes in a row hold one that is picked, whatever is around them.
 * Calls `add` with the place of each run and two hashes of it. About four runs are picked for every `length` hashes, of
 * 1 each hash.
 *
 * Source: Schleimer, Wilkerson and Aiken, Winnowing: Local Algorithms for Document Fingerprinting, 2003.
 * Cost: linear; memory of 4 bytes a hash.
 */
export function pickRuns(
  hashes: Uint32Array,
  length: number,
  add: (place: number, first: number, second: number) => void,
): void {
  const run = runLength(length);
  const window = length - run + 1;
  const runs = hashes.length - run + 1;
  if (hashes.length < length) return;
  const order = new Uint32Array(runs);
  eachRun(hashes, run, 0x9e3779b1, (place, hash) => {
    order[place] = mix(hash);
  });
  const picked: number[] = [];
  let least = -1;
  for (let end = window - 1; end < runs; end++) {
    // Of equal ones the last, so that a window whose least one has left is searched anew only then.
    if (least < end - window + 1) {
      least = end - window + 1;
      for (let at = least + 1; at <= end; at++) if ((order[at] as number) <= (order[least] as number)) least = at;
    } else if ((order[end] as number) <= (order[least] as number)) least = end;
    if (picked.at(-1) !== least) picked.push(least);
  }
  let next = 0;
  eachRun(hashes, run, 0x85ebca6b, (place, hash) => {
    if (place !== picked[next]) return;
    next++;
    // Least hashes are small ones: scrambled again, they spread over all buckets of keys.
    add(place, mix((order[place] as number) ^ 0x5bd1e995), mix(hash));
  });
}

/** Hears of each run of `length` with the polynomial of its hashes in `factor`. */
function eachRun(
  hashes: Uint32Array,
  length: number,
  factor: number,
  hear: (place: number, hash: number) => void,
): void {
  let leaving = 1;
  for (let i = 0; i < length; i++) leaving = Math.imul(leaving, factor);
  let hash = 0;
  for (let end = 0; end < hashes.length; end++) {
    hash = (Math.imul(hash, factor) + (hashes[end] as number)) | 0;
    if (end >= length) hash = (hash - Math.imul(leaving, hashes[end - length] as number)) | 0;
    if (end >= length - 1) hear(end - length + 1, hash);
  }
}
