/**
 * Claim: Gopher's quality and repetition rules cost a small part of the CPU time that datatrove 0.10.1 takes for the
 * same documents, with the same verdicts.
 *
 * Both judge the same texts from memory, in one thread, each text by both filters with its words found once:
 * `whitespace` like for like, with datatrove's word tokenizer replaced by Python's `str.split()`; `spacy` as datatrove
 * comes, against our own splitting by spaCy's rules. datatrove stops at the first broken rule; ours measures every
 * ratio. Ours is timed in one pass, after other documents that pay for compilation: a second pass would find the words
 * of the first still kept.
 *
 *     node dist/benchmarks/gopher.js [DOCUMENTS.jsonl.gz OTHER_DOCUMENTS.jsonl.gz]
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Verdict } from '../core/verdict.ts';
import { gopherQuality } from '../pipelines/filters/gopher-quality.ts';
import { gopherRepetition } from '../pipelines/filters/gopher-repetition.ts';
import { openView } from '../pipelines/text/text-view.ts';
import { packageRoot } from '../storage/package-root.ts';
import { pythonEnvironment } from './python-environment.ts';
import { readTexts } from './read-texts.ts';

const packages = ['datatrove==0.10.1', 'numpy==2.4.6', 'regex==2026.11.15', 'spacy==3.8.18'];
const mostBytes = 5_000_000;

type Splitting = 'whitespace' | 'spacy';
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

function judge(texts: readonly string[], words: Splitting): { seconds: number; verdicts: Reasons[] } {
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

async function runPeer(python: string, documents: string, words: Splitting): Promise<PeerRun> {
  const script = fileURLToPath(new URL('benchmarks/gopher-datatrove.py', packageRoot));
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
  const { stdout } = await promisify(execFile)(python, [script, documents, words], { env, maxBuffer: 2 ** 26 });
  return JSON.parse(stdout) as PeerRun;
}

async function main(): Promise<void> {
  const golden = (name: string) => fileURLToPath(new URL(`../shared/data/golden/${name}`, packageRoot));
  const texts = await readTexts(process.argv[2] ?? golden('part-00000.jsonl.gz'), mostBytes);
  const others = await readTexts(process.argv[3] ?? golden('part-00001.jsonl.gz'), mostBytes);
  const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
  const python = await pythonEnvironment('gopher', packages);
  const folder = await mkdtemp(join(tmpdir(), 'millrace-gopher-'));
  try {
    const documents = join(folder, 'documents.jsonl');
    await writeFile(documents, texts.map((text) => `${JSON.stringify({ text })}\n`).join(''));
    console.log(`${new Date().toISOString().slice(0, 10)} · ${cpus()[0]?.model} · Node ${process.versions.node}`);
    for (const words of ['whitespace', 'spacy'] as const) {
      judge(others, words);
      const ours = judge(texts, words);
      const peer = await runPeer(python, documents, words);
      const equal = ours.verdicts.filter((reasons, i) => reasons.join() === peer.verdicts[i]?.join()).length;
      if (words === 'whitespace') {
        const { datatrove, spacy, numpy } = peer;
        console.log(`Python ${peer.python} · datatrove ${datatrove} · spaCy ${spacy} · numpy ${numpy}`);
        console.log(
          `${texts.length} documents, ${megabytes.toFixed(1)} MB of UTF-8 text; MB per CPU second, one thread:`,
        );
      }
      const rates = [ours, peer].map(({ seconds }) => (megabytes / seconds).toPrecision(3));
      const ratio = (peer.seconds / ours.seconds).toPrecision(3);
      console.log(`${words} words: ours ${rates[0]}, datatrove ${rates[1]}, ratio ${ratio}; equal verdicts ${equal}`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
