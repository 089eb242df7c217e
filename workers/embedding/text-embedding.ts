import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { errorFromData } from '../../core/errors.ts';
import { joinVectors, type UnitVectors } from '../../pipelines/dedup/unit-vectors.ts';
import type { FromEmbedding, ToEmbedding } from './protocol.ts';

/** A sentence model in a process of its own. */
export interface TextEmbedding {
  /** Unit vectors of texts, in their order. One call at a time. */
  readonly embed: (texts: readonly string[]) => Promise<UnitVectors>;
}

let opened: { readonly model: string; readonly embedding: Promise<TextEmbedding> } | undefined;

/** An idle process gives its memory back: what a build does after its jobs of texts may take long. */
const idleMs = 15_000;

/**
 * The model in a folder, or all-MiniLM-L6-v2. The last one stays open for the thread, since each of its jobs asks for it,
 * and ends with the thread, or when none has asked for 15 s. Memory: with all-MiniLM-L6-v2 400 MB
 * and 250 MB that such processes share, beside this process's own.
 * Throws MillraceError as opening TensorFlow and reading the model do.
 */
export function openTextEmbedding(model: string | undefined): Promise<TextEmbedding> {
  const name = model ?? '';
  if (opened?.model !== name) {
    const embedding = start(name);
    opened = { model: name, embedding };
    embedding.catch(() => forget(embedding));
  }
  return opened.embedding;
}

function forget(embedding: Promise<TextEmbedding>): void {
  if (opened?.embedding === embedding) opened = undefined;
}

async function start(model: string): Promise<TextEmbedding> {
  const child = fork(fileURLToPath(new URL('./embedding-process.js', import.meta.url)), [model], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
    execArgv: ['--disable-warning=ExperimentalWarning', '--expose-gc'],
  });
  // An idle process must not keep a command from ending.
  child.unref();
  child.channel?.unref();
  const ready = await answerOf(child);
  if (ready.type !== 'ready') throw new Error('the embedding process began with another message');
  const { width } = ready;
  let idle: NodeJS.Timeout | undefined;
  const end = (): void => {
    if (opened?.model === model) opened = undefined;
    child.kill();
  };
  const embedding: TextEmbedding = {
    embed: async (texts) => {
      clearTimeout(idle);
      const message: ToEmbedding = { texts };
      child.send(message, () => undefined);
      const answer = await answerOf(child).catch((error: unknown) => {
        if (child.exitCode !== null || child.signalCode !== null) opened = undefined;
        throw error;
      });
      if (answer.type !== 'vectors') throw new Error('the embedding process gave another message');
      idle = setTimeout(end, idleMs).unref();
      return { width, numbers: answer.numbers };
    },
  };
  return embedding;
}

/** Texts that are with the process at once. */
const textsAtOnce = 64;

/** Unit vectors of any number of texts, by the model that {@link openTextEmbedding} opens; opens none for no texts. */
export async function embedTexts(model: string | undefined, texts: readonly string[]): Promise<UnitVectors> {
  const parts: UnitVectors[] = [];
  for (let from = 0; from < texts.length; from += textsAtOnce) {
    const { embed } = await openTextEmbedding(model);
    parts.push(await embed(texts.slice(from, from + textsAtOnce)));
  }
  return joinVectors(parts);
}

/** The process's next message. Rejects with its own MillraceError, or with a plain Error when it has died. */
function answerOf(child: ChildProcess): Promise<Exclude<FromEmbedding, { type: 'failed' }>> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void): void => {
      child.channel?.unref();
      child.off('message', onMessage).off('exit', onExit).off('error', onError);
      end();
    };
    const onMessage = (message: FromEmbedding): void =>
      settle(() => (message.type === 'failed' ? reject(errorFromData(message.error)) : resolve(message)));
    const onExit = (code: number | null, signal: string | null): void =>
      settle(() => reject(new Error(`the embedding process ended (${signal ?? `exit ${code}`})`)));
    const onError = (error: Error): void => settle(() => reject(error));
    child.channel?.ref();
    child.on('message', onMessage).on('exit', onExit).on('error', onError);
    if (child.exitCode !== null || child.signalCode !== null) onExit(child.exitCode, child.signalCode);
  });
}
