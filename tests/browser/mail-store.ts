import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { millraceOutput, type RunningCommand, startMillrace } from '../journeys/build-command.ts';
import { mails } from '../journeys/mail-store.ts';

const env = { ...process.env, TEMPORAL_ADDRESS: undefined };

/** A store of real mails in every state that the dashboard shows. */
export interface MailStore {
  readonly dashboard: string;
  /** Starts a build of all mails, and lets it get going; gives what interrupts it. */
  readonly startLongBuild: () => Promise<() => Promise<void>>;
  /** Starts a training of some minutes, and lets it take some steps; gives what interrupts it. */
  readonly startLongTraining: () => Promise<() => Promise<void>>;
  readonly close: () => Promise<void>;
}

/**
 * Fills a store in `folder` behind `millrace up --dashboard`: three good versions of `mail`, the first by a schedule; a
 * trained model; and a version of spam alone, whose gates fail. Takes a minute or two. Rejects where a command fails.
 */
export async function openMailStore(folder: string): Promise<MailStore> {
  const recipe = writeRecipe(folder);
  const store = ['--store', join(folder, 'store')];
  const up = startMillrace(['up', '--dashboard', '--worker', '--threads', '1', '--json', ...store], env);
  const millrace = async (codes: readonly number[], ...words: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await millraceOutput([...words, ...store], env);
    if (code === null || !codes.includes(code)) throw new Error(`${words.join(' ')}: ${code}\n${stdout}${stderr}`);
    return stdout;
  };
  const build = (pattern: string, code: number) =>
    millrace([code], 'build', recipe, '--set', `sources.0.path=${mails}${pattern}`);
  const dashboard = await dashboardOf(up);
  await millrace([0], 'schedule', 'create', recipe);
  await millrace([0], 'schedule', 'trigger', 'mail');
  for (;;) {
    const versions = await millraceOutput(['ls', '--json', ...store], env);
    if (versions.stdout.includes('"version":1')) break;
    await sleep(500);
  }
  await build('*/00[01]*.txt', 0);
  await build('*/00[0-2]*.txt', 0);
  await millrace([0], 'train', recipe);
  await build('spam-*/00[0-2]*.txt', 3);
  return {
    dashboard,
    startLongBuild: async () => {
      const words = ['build', recipe, '--set', 'dataset=all-mail', '--set', `sources.0.path=${mails}*/*.txt`];
      const long = startMillrace([...words, '--threads', '1', ...store], env);
      await untilPrinted(long, /\d %/);
      return () => interrupt(long);
    },
    startLongTraining: async () => {
      const longer = ['--set', 'train.0.steps=20000', '--set', 'train.0.width=64'];
      const long = startMillrace(['train', recipe, ...longer, ...store], env);
      await untilPrinted(long, /step [1-9][\d,]{2}/);
      return () => interrupt(long);
    },
    close: () => interrupt(up),
  };
}

async function interrupt({ child, ended }: RunningCommand): Promise<void> {
  child.kill('SIGINT');
  await ended;
}

/** Resolves once a command has printed what matches, or is over. */
async function untilPrinted({ child, ended }: RunningCommand, pattern: RegExp): Promise<void> {
  const printed = new Promise<void>((resolve) => {
    child.stdout?.on('data', (piece: string) => {
      if (pattern.test(piece)) resolve();
    });
  });
  await Promise.race([printed, ended]);
}

/** The address that `up --dashboard --json` gives first. */
export async function dashboardOf(up: RunningCommand): Promise<string> {
  const line = new Promise<string>((resolve) => up.child.stdout?.once('data', resolve));
  const text = await Promise.race([line, up.ended.then(({ stderr }) => Promise.reject(new Error(stderr)))]);
  return (JSON.parse(text) as { dashboardUrl: string }).dashboardUrl;
}

function writeRecipe(folder: string): string {
  const path = join(folder, 'mail.yaml');
  writeFileSync(
    path,
    `version: 1
dataset: mail
kind: text
sources:
  - { format: mail, path: '${mails}*/000*.txt', label: folder }
stages:
  - extract-html
  - normalize
  - gopher-quality: { words: whitespace, minWords: 20 }
  - gopher-repetition: { words: whitespace }
  - dedup-exact: { normalize: fold }
  - dedup-minhash: { minSimilarity: 0.8 }
tokenizer: { train: { vocabulary: 1000 } }
pack: { length: 256 }
output: { holdout: 0.1 }
limits: { partitionBytes: 256KiB }
gates:
  - { metric: kept.ratio, min: 0.65 }
  - { metric: drift.labels.psi, max: 0.2, against: latest, severity: warn }
schedule: { cron: "0 2 * * *" }
train:
  - name: small
    model: gpt
    objective: causal
    layers: 1
    heads: 2
    width: 32
    steps: 120
    batch: 4
    learningRate: 4.0e-3
    evaluateEvery: 20
    evaluateBatches: 2
    device: cpu
`,
  );
  return path;
}
