import { canonicalJson } from '../../core/canonical-json.ts';
import { MillraceError } from '../../core/errors.ts';
import type { RecipeTraining } from '../../recipes/recipe.ts';
import { readVersion } from '../../shards/catalogue.ts';
import { sha256Hex } from '../../storage/digest.ts';
import { openStorage } from '../../storage/open-storage.ts';
import type { RunConfig } from '../../training/run-config.ts';
import type { RunSettings } from '../../training/run-settings.ts';
import { runFolder } from '../../training/runs/run-folder.ts';
import { readRunRecord, recordRun } from '../../training/runs/run-record.ts';
import type { RunPlanRequest, RunReference } from '../../workflows/training-contract.ts';
import { trainingCodeDigest } from '../planning/code-digest.ts';
import { readJson } from '../planning/plan.ts';

/** Plans one run of a recipe over one version, and writes its configuration: equal requests give the same run. */
export async function planRun(request: RunPlanRequest): Promise<RunReference & { readonly name: string }> {
  const storage = openStorage(request.store);
  const { train } = await readJson<RecipeTraining>(storage, request.training);
  const settings = train[request.index];
  if (settings === undefined) throw new Error(`run ${request.index} of ${train.length} was asked for`);
  const { manifest, sha256 } = await readVersion(storage, request.dataset, request.version);
  const { tokenizer } = manifest.lineage;
  if (tokenizer === null || manifest.packing === null) {
    throw new MillraceError('no-tokens', `${request.dataset}@${request.version} has no tokens to train on`, {
      kind: 'usage',
      hint: 'name a tokenizer in the recipe and build again',
    });
  }
  const from = earlierRun(settings, train, request.earlier);
  const start = from === null ? null : await readRunRecord(storage, runFolder(from));
  const length = settings.length ?? start?.length ?? manifest.packing.length;
  const rest: Omit<RunConfig, 'run'> = {
    format: 'millrace-run/1',
    settings,
    data: { dataset: request.dataset, version: request.version, manifestSha256: sha256 },
    from,
    length,
    positions: start?.positions ?? length,
    vocabulary: tokenizer.vocabulary,
    codeSha256: trainingCodeDigest(),
  };
  checkLength(rest, manifest.packing.length);
  const run = `${request.dataset}-${settings.name}-${sha256Hex(canonicalJson(rest)).slice(0, 8)}`;
  await recordRun(storage, runFolder(run), { ...rest, run });
  return { store: request.store, run, name: settings.name };
}

function earlierRun({ from }: RunSettings, train: readonly RunSettings[], earlier: readonly string[]): string | null {
  if (from === null) return null;
  const run = earlier[train.findIndex(({ name }) => name === from)];
  if (run === undefined) throw new Error(`run ${from} was not trained before`);
  return run;
}

function checkLength({ settings, length, positions }: Omit<RunConfig, 'run'>, packed: number): void {
  const fits = length <= positions;
  if (fits && (settings.objective.name !== 'causal' || length === packed)) return;
  throw new MillraceError(
    'run-length',
    fits
      ? `run ${settings.name} asks for samples of ${length} tokens, and the version packs ${packed}`
      : `run ${settings.name} asks for ${length} tokens, and the model it starts from has positions for ${positions}`,
    { kind: 'usage', hint: fits ? 'leave length out, or change pack.length' : `ask for at most ${positions}` },
  );
}
