import type { Storage } from '../../storage/storage.ts';
import { badStream } from '../bad-stream.ts';
import type { PartView } from '../stream-parts.ts';
import { readSignal, type SignalSource } from './read-signal.ts';
import { type Curriculum, stagesOf } from './stages.ts';

/** A version's view with its samples in stages. Throws MillraceError `bad-stream`, `signal-unknown` (usage). */
export async function stagedView<View extends PartView>(
  storage: Storage,
  view: View,
  source: SignalSource,
  curriculum: Curriculum | undefined,
): Promise<View> {
  if (curriculum === undefined) return view;
  const { signal, stages } = curriculum;
  if (!Number.isInteger(stages) || stages < 2 || stages > 100) {
    throw badStream(`expected a whole number of stages from 2 to 100, found ${stages}`);
  }
  const values = await readSignal(storage, source, signal);
  return { ...view, order: { ...view.order, stages: stagesOf(view.order.groupSamples, values, curriculum) } };
}
