/**
 * Claim: Gopher's quality and repetition rules cost a small part of the CPU time that datatrove 0.10.1 takes for the
 * same documents, with the same verdicts.
 *
 * Both judge the same texts from memory, in one thread, each text by both filters with its words found once:
 * `whitespace` like for like, with datatrove's word tokenizer replaced by Python's `str.split()`; `spacy` as datatrove
 * comes, against our own splitting by spaCy's rules. datatrove stops at the first broken rule; ours measures every
 * ratio. Each round times ours in one pass, after other documents that pay for compilation, and then datatrove; the ratio is
 * the median of the rounds'.
 *
 *     node dist/benchmarks/gopher.js [--rounds 5] [--words whitespace] [DOCUMENTS.jsonl.gz OTHER_DOCUMENTS.jsonl.gz]
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import type { Verdict } from '../core/verdict.ts';
import { gopherQuality } from '../pipelines/filters/gopher-quality.ts';
import { gopherRepetition } from '../pipelines/filters/gopher-repetition.ts';
import { openView } from '../pipelines/text/text-view.ts';
import { packageRoot } from '../storage/package-root.ts';
import { conditions } from './conditions.ts';
import { datatroveEnvironment, type PeerWords } from './datatrove-environment.ts';
import { median } from './median.ts';
import { readTexts } from './read-texts.ts';

const mostBytes = 5_000_000;

/** Why each filter drops a text; null where it keeps it. */
type Reasons = readonly [quality: string | null, repetition: string | null];

interface PeerRun {
  readonly python: string;
  readonly datatrove: string;
  readonly spacy: string;
  readonly numpy: string;
  readonly seconds: number;
  readonly verdicts: readonly Reasons[];
}

const blank = { id: '', format: 'text', source: '', label: null, metadata: {} } as const;

function judge(texts: readonly string[], words: PeerWords): { seconds: number; verdicts: Reasons[] } {
  const quality = gopherQuality.parameters.parse({ words });
  const repetition = gopherRepetition.parameters.parse({ words });
  const start = process.cpuUsage();
  const verdicts = texts.map((text): Reasons => {
    const view = openView(text, words);
    return [
      reason(gopherQuality.decide(gopherQuality.measure(view, quality, { ...blank, text }), quality)),
      reason(gopherRepetition.decide(gopherRepetition.measure(view, repetition, { ...blank, text }), repetition)),
    ];
  });
  const { user, system } = process.cpuUsage(start);
  return { seconds: (user + system) / 1e6, verdicts };
}

function reason(verdict: Verdict): string | null {
  return verdict.keep ? null : verdict.reason;
}

async function runPeer(python: string, documents: string, words: PeerWords): Promise<PeerRun> {
  const script = fileURLToPath(new URL('benchmarks/gopher-datatrove.py', packageRoot));
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
  const { stdout } = await promisify(execFile)(python, [script, documents, words], { env, maxBuffer: 2 ** 26 });
  return JSON.parse(stdout) as PeerRun;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '5' },
      words: { type: 'string', multiple: true, default: ['whitespace', 'spacy'] },
    },
  });
  const golden = (name: string) => fileURLToPath(new URL(`../shared/data/golden/${name}`, packageRoot));
  const texts = await readTexts(positionals[0] ?? golden('part-00000.jsonl.gz'), mostBytes);
  const others = await readTexts(positionals[1] ?? golden('part-00001.jsonl.gz'), mostBytes);
  const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
  const python = await datatroveEnvironment();
  const folder = await mkdtemp(join(tmpdir(), 'millrace-gopher-'));
  let told = false;
  try {
    const documents = join(folder, 'documents.jsonl');
    await writeFile(documents, texts.map((text) => `${JSON.stringify({ text })}\n`).join(''));
    for (const words of values.words as PeerWords[]) {
      const rounds: (readonly [ours: ReturnType<typeof judge>, peer: PeerRun])[] = [];
      for (let round = 0; round < Number(values.rounds); round++) {
        judge(others, words);
        rounds.push([judge(texts, words), await runPeer(python, documents, words)]);
      }
      const [ours, peer] = rounds[0] ?? [];
      if (ours === undefined || peer === undefined) throw new Error('Expected at least one round.');
      if (!told) {
        const { python: version, datatrove, spacy, numpy } = peer;
        const command = `node dist/benchmarks/gopher.js ${process.argv.slice(2).join(' ')}`.trim();
        console.log(conditions(command, { python: version, datatrove, spacy, numpy }));
        console.log(`input     ${texts.length} documents, ${megabytes.toFixed(1)} MB of text\n`);
        told = true;
      }
      const equal = ours.verdicts.filter((reasons, i) => reasons.join() === peer.verdicts[i]?.join()).length;
      const rate = (side: 0 | 1) => (megabytes / median(rounds.map((round) => round[side].seconds))).toPrecision(3);
      const ratio = median(rounds.map(([own, theirs]) => theirs.seconds / own.seconds)).toPrecision(3);
      console.log(
        `${words} words: ours ${rate(0)} MB per CPU-s, datatrove ${rate(1)}, ratio ${ratio}; equal verdicts ${equal}`,
      );
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
