import { terminalTable } from '../../quality/terminal-table.ts';
import type { Storage } from '../../storage/storage.ts';
import { checkpointFolder } from '../../training/checkpoints/checkpoint.ts';

/** What `millrace train` and `millrace run` answer of a run, as far as the demo reads it. */
export interface TrainedRun {
  readonly run: string;
  readonly steps: number;
  readonly resumedFrom: number;
  readonly loss: number;
  readonly valLoss: number | null;
}

/** Losses and last weights of two runs beside each other, and whether they are the same to the last bit. */
export async function compareRuns(
  storage: Storage,
  calm: TrainedRun,
  disturbed: TrainedRun,
): Promise<{ readonly equal: boolean; readonly lines: readonly string[] }> {
  const [a, b] = [await factsOf(storage, calm), await factsOf(storage, disturbed)];
  const rows = Object.keys(a).map((what) => {
    const [left = '', right = ''] = [a[what], b[what]];
    return [what, left.slice(0, 24), right.slice(0, 24), left === right ? 'equal' : 'DIFFERENT'];
  });
  const columns = [
    { heading: '', align: 'left' },
    { heading: 'undisturbed', align: 'left' },
    { heading: 'killed and resumed', align: 'left' },
    { heading: '', align: 'left' },
  ] as const;
  return { equal: rows.every((row) => row[3] === 'equal'), lines: terminalTable(columns, rows) };
}

async function factsOf(storage: Storage, { run, steps, loss, valLoss }: TrainedRun): Promise<Record<string, string>> {
  const key = `${checkpointFolder(`runs/${run}`, steps)}checkpoint.json`;
  const { files } = JSON.parse(Buffer.from(await storage.get(key)).toString('utf8')) as {
    readonly files: Readonly<Record<string, { readonly sha256: string }>>;
  };
  return {
    'training loss': String(loss),
    'validation loss': String(valLoss),
    ...Object.fromEntries(Object.entries(files).map(([name, { sha256 }]) => [name, sha256])),
  };
}
