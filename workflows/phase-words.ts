/** What a phase of a build does, for people who know no phase's name: `map-0` reads and filters. */
export function phaseWords(phase: string): string {
  const [, step = '', part = ''] = /^(.*?)(?:-(\w+))?$/.exec(phase) ?? [];
  if (step === 'map') return part === '0' ? 'read and filter' : `filter, part ${Number(part) + 1}`;
  const known = wholePhases.get(phase);
  if (known !== undefined) return known;
  const what = compared.find(([begin]) => step.startsWith(begin))?.[1];
  const doing = parts.get(part);
  return what === undefined || doing === undefined ? phase : `${doing} ${what}`;
}

const wholePhases: ReadonlyMap<string, string> = new Map([
  ['count-words', 'count words'],
  ['train-tokenizer', 'train the tokenizer'],
  ['write', 'write shards'],
]);

/** Steps that compare records over all partitions, by the beginning of their names. */
const compared = [
  ['ids', 'equal ids'],
  ['dedup-exact', 'equal records'],
  ['dedup-image', 'similar images'],
  ['dedup-minhash', 'similar texts'],
  ['dedup-semantic', 'texts of one meaning'],
  ['dedup-url', 'records of one address'],
  ['dedup-lines', 'repeated lines'],
  ['dedup-paragraphs', 'repeated paragraphs'],
  ['dedup-sentences', 'repeated sentences'],
  ['dedup-substrings', 'repeated passages'],
  ['dedup', 'duplicates'],
] as const;

const parts: ReadonlyMap<string, string> = new Map([
  ['sift', 'sift'],
  ['windows', 'read'],
  ['buckets', 'find'],
  ['embed', 'read'],
  ['cells', 'group'],
  ['assign', 'sort'],
  ['compare', 'compare'],
  ['bands', 'find'],
  ['verify', 'compare'],
  ['resolve', 'merge'],
  ['cut', 'take out'],
  ['version', 'read the earlier version for'],
]);

/** A batch of jobs in a line, counted from 1: `read and filter 1–64 of 400`. */
export function jobWords(range: {
  readonly phase: string;
  readonly from: number;
  readonly to: number;
  readonly of?: number;
}): string {
  const { phase, from, to, of } = range;
  const words = phaseWords(phase);
  if (of === 1) return words;
  const jobs = to - from === 1 ? String(to) : `${from + 1}–${to}`;
  return of === undefined ? `${words} ${jobs}` : `${words} ${jobs} of ${of}`;
}
