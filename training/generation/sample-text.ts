import { MillraceError } from '../../core/errors.ts';
import type { Storage } from '../../storage/storage.ts';
import type { CheckpointChoice } from '../checkpoints/read-checkpoint.ts';
import { openRunBackend } from '../open-run.ts';
import { runFolder } from '../runs/run-folder.ts';
import { readRunRecord } from '../runs/run-record.ts';
import { openRunGeneration } from './open-run-generation.ts';
import type { GenerationRequest } from './sequence.ts';
import { type WrittenText, writeTexts } from './write-texts.ts';

export interface Sample extends WrittenText {
  readonly run: string;
  /** Step of the checkpoint. */
  readonly step: number;
  readonly prompt: string;
}

/**
 * One text that a run's model writes after `prompt`; a function of the checkpoint and the request alone.
 * Throws MillraceError `not-generating` (usage), `no-checkpoint`, `long-prompt` (usage), and `interrupted` by `signal`.
 */
export async function sampleText(
  storage: Storage,
  run: string,
  { prompt, ...request }: Omit<GenerationRequest, 'prompt'> & { readonly prompt: string },
  surroundings: {
    readonly checkpoint: CheckpointChoice;
    readonly device: 'auto' | 'cpu' | 'gpu';
    readonly env: NodeJS.ProcessEnv;
    readonly signal: AbortSignal;
    readonly onNote: (note: string) => void;
  },
): Promise<Sample> {
  const config = await readRunRecord(storage, runFolder(run));
  const backend = await openRunBackend({ ...surroundings, threads: 1 }, surroundings.onNote);
  const opened = await openRunGeneration({ storage, backend }, config, {
    checkpoint: surroundings.checkpoint,
    slots: 1,
  });
  const { step, generator, decoder, promptIds } = opened;
  try {
    const ids = promptIds(prompt);
    if (ids.length >= decoder.positions) throw longPrompt(ids.length, decoder.positions);
    const [written] = await writeTexts(generator, [{ ...request, prompt: ids }], surroundings.signal);
    if (written === undefined) throw new Error('one text was asked for, and none written');
    return { run, step, prompt, ...written };
  } finally {
    decoder.close();
  }
}

function longPrompt(found: number, positions: number): MillraceError {
  return new MillraceError('long-prompt', `expected a prompt of fewer than ${positions} tokens, found ${found}`, {
    kind: 'usage',
    hint: 'the model has no places for more: give the end of the text',
  });
}
