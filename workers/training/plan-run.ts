import { canonicalJson, type Json } from '../../core/canonical-json.ts';
import { MillraceError } from '../../core/errors.ts';
import type { ImageSize } from '../../core/pixels.ts';
import { outputSize, varyingStep } from '../../pipelines/augment/step-sizes.ts';
import { stages as textStages } from '../../pipelines/registry.ts';
import { rewriterAfter } from '../../pipelines/rewriter-after.ts';
import type { RecipeTraining } from '../../recipes/recipe.ts';
import { readManifest, readVersion, type StoredManifest } from '../../shards/catalogue.ts';
import { sha256Hex } from '../../storage/digest.ts';
import { openStorage } from '../../storage/open-storage.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Mix } from '../../streaming/mix/mix.ts';
import { requireAlike } from '../../streaming/stream-parts.ts';
import { distributionIssue, distributionOf } from '../../training/distributed/distribution.ts';
import { maskingOf } from '../../training/masking.ts';
import { sentinelsNeeded } from '../../training/objectives/span-corruption.ts';
import { objectiveOf, runForm } from '../../training/open-run.ts';
import { ownImageSize } from '../../training/own-image-size.ts';
import {
  classesOf,
  type RunConfig,
  type RunVersion,
  readsImages,
  type TokenRunConfig,
} from '../../training/run-config.ts';
import { runModel } from '../../training/run-model.ts';
import {
  type EvaluationSettings,
  type ImageSettings,
  type RunSettings,
  twoClassMetrics,
} from '../../training/run-settings.ts';
import { runFolder } from '../../training/runs/run-folder.ts';
import { readRunRecord, recordRun } from '../../training/runs/run-record.ts';
import { sentinelsOf } from '../../training/sentinels.ts';
import { promptTokens } from '../../training/tuning/tuning.ts';
import type { RunPlanRequest, RunReference } from '../../workflows/training-contract.ts';
import { distributedCodeDigest, trainingCodeDigest } from '../planning/code-digest.ts';
import { readJson } from '../planning/plan.ts';

/** Plans one run of a recipe over one version, and writes its configuration: equal requests give the same run. */
export async function planRun(request: RunPlanRequest): Promise<RunReference & { readonly name: string }> {
  const storage = openStorage(request.store);
  const { train, evaluate } = await readJson<RecipeTraining>(storage, request.training);
  const settings = train[request.index];
  if (settings === undefined) throw new Error(`run ${request.index} of ${train.length} was asked for`);
  const version = await readVersion(storage, request.dataset, request.version);
  if (runForm({ settings }) === undefined) checkScores(settings, evaluate, version);
  requireDistribution(settings);
  requireAnswers(settings, version);
  const from = earlierRun(settings.from, train, request.earlier);
  const teacher = earlierRun(settings.distil?.teacher ?? null, train, request.earlier);
  const start = from === null ? null : await readRunRecord(storage, runFolder(from));
  // Recipes that were stored before there were runs on images have no such member.
  const images = settings.images ?? null;
  const mix = await pinnedMix(storage, settings, request);
  if (mix !== null) requireFit(settings, version, mix.versions);
  const rest = {
    format: 'millrace-run/1',
    settings,
    data: { dataset: request.dataset, version: request.version, manifestSha256: version.sha256 },
    ...(mix === null ? {} : { mix: mix.pinned }),
    from,
    ...(teacher === null ? {} : { teacher }),
    codeSha256: distributionOf(settings) === undefined ? trainingCodeDigest() : distributedCodeDigest(),
    ...(images === null
      ? {
          ...tokenSamples(settings, version, start),
          ...(await maskingFor(storage, settings, version)),
          ...(await sentinelsFor(storage, settings, version, start)),
        }
      : { imageSize: await sizeOfImages(storage, { ...settings, ...images }, version, start) }),
  } as const;
  if (teacher !== null) requireTeachable(settings, rest, await readRunRecord(storage, runFolder(teacher)));
  const run = `${request.dataset}-${settings.name}-${sha256Hex(canonicalJson(rest)).slice(0, 8)}`;
  const config: RunConfig = { ...rest, run };
  runModel(config);
  await recordRun(storage, runFolder(run), config);
  return { store: request.store, run, name: settings.name };
}

/** A run's mix with the very versions that its references name now; the dataset that is built is as it is built. */
async function pinnedMix(
  storage: Storage,
  { mix }: RunSettings,
  { dataset, version }: RunPlanRequest,
): Promise<{ readonly pinned: Mix<RunVersion>; readonly versions: readonly StoredManifest[] } | null> {
  // Recipes that were stored before there were mixes have no such member.
  if ((mix ?? null) === null) return null;
  const { parts, ...rest } = mix as Mix<string>;
  const versions = await Promise.all(
    parts.map((part) =>
      part.version === dataset ? readVersion(storage, dataset, version) : readManifest(storage, part.version),
    ),
  );
  const pinned = parts.map((part, index) => {
    const { manifest, sha256 } = versions[index] as StoredManifest;
    return { ...part, version: { dataset: manifest.dataset, version: manifest.version, manifestSha256: sha256 } };
  });
  return { pinned: { ...rest, parts: pinned }, versions };
}

/** What a run learns from must be alike, and like what it is judged on. Throws MillraceError `mix-unfit` (usage). */
function requireFit(settings: RunSettings, version: StoredManifest, mixed: readonly StoredManifest[]): void {
  const all = [version, ...mixed];
  requireAlike(all, 'kind', ({ manifest }) => manifest.kind);
  requireAlike(all, 'tokenizer', ({ manifest }) => manifest.lineage.tokenizer?.sha256 ?? 'none');
  if (objectiveOf({ settings }).content === 'tokens')
    requireAlike(all, 'pack.length', ({ manifest }) => manifest.packing?.length ?? 0);
}

type TokenSamples = Pick<TokenRunConfig, 'length' | 'positions' | 'vocabulary'>;

function tokenSamples(settings: RunSettings, { manifest }: StoredManifest, start: RunConfig | null): TokenSamples {
  const { tokenizer } = manifest.lineage;
  if (tokenizer === null || manifest.packing === null) {
    throw new MillraceError('no-tokens', `${manifest.dataset}@${manifest.version} has no tokens to train on`, {
      kind: 'usage',
      hint: 'name a tokenizer in the recipe and build again',
    });
  }
  const before = start === null || readsImages(start) ? null : start;
  const begun = before ?? pretrainedTokens(settings);
  const length = settings.length ?? before?.length ?? manifest.packing.length;
  const vocabulary = begun?.vocabulary ?? tokenizer.vocabulary;
  if (tokenizer.vocabulary > vocabulary) throw unknownTokens(settings, tokenizer.vocabulary, vocabulary);
  const samples = { length, positions: begun?.positions ?? length, vocabulary };
  checkLength(settings, samples, manifest.packing.length);
  return samples;
}

/**
 * Throws MillraceError `no-answers` (usage) where no stage of the version's recipe marks what a run judges, and
 * `answers-moved` (usage) where what came behind that stage may have rewritten the texts.
 */
function requireAnswers(settings: RunSettings, { manifest }: StoredManifest): void {
  const form = runForm({ settings });
  if (form === undefined) return;
  const { stages: listed, augment } = manifest.lineage.recipe as Readonly<Record<string, Json>>;
  const stages = listed as readonly Readonly<Record<string, Json>>[];
  const version = `${manifest.dataset}@${manifest.version}`;
  if (stages.some(({ stage }) => stage === form.kind)) {
    const rewriter = rewriterAfter(textStages, stages, form.kind) ?? (augment == null ? undefined : 'augment');
    if (rewriter === undefined) return;
    throw new MillraceError(
      'answers-moved',
      `run ${settings.name} judges answers, and in ${version} \`${rewriter}\` rewrote texts after \`${form.kind}\` had marked them`,
      { kind: 'usage', hint: `put \`${form.kind}\` behind the stages that rewrite texts, and build again` },
    );
  }
  throw new MillraceError('no-answers', `run ${settings.name} judges answers, and ${version} has none marked`, {
    kind: 'usage',
    hint: `put the stage \`${form.kind}\` into the recipe, and build again`,
  });
}

/** The size of the model of text of another project that a run begins with. */
function pretrainedTokens({ pretrained }: RunSettings): Pick<TokenRunConfig, 'positions' | 'vocabulary'> | null {
  return pretrained !== undefined && 'size' in pretrained && 'vocabulary' in pretrained.size ? pretrained.size : null;
}

function unknownTokens({ name }: RunSettings, tokens: number, known: number): MillraceError {
  return new MillraceError(
    'run-vocabulary',
    `the version's tokenizer has ${tokens} tokens, and the model that run ${name} starts from knows ${known}`,
    {
      kind: 'usage',
      hint: 'build the version with the tokenizer.json that belongs to the model: tokenizer: { file: tokenizer.json }',
    },
  );
}

/** What a run that masks tokens must know of the version's tokenizer. Throws MillraceError `no-mask-token` (usage). */
async function maskingFor(
  storage: Storage,
  { objective }: RunSettings,
  { manifest }: StoredManifest,
): Promise<Pick<TokenRunConfig, 'masking'>> {
  const { tokenizer } = manifest.lineage;
  if (objective.name !== 'masked' || tokenizer === null) return {};
  const { maskToken, wholeWords } = objective.parameters;
  const json = new TextDecoder().decode(await storage.get(`${manifest.dataset}/${tokenizer.file}`));
  return { masking: maskingOf(json, (maskToken as string | null) ?? null, wholeWords === true) };
}

/** The size of the images that a model of another project reads. */
function pretrainedImages(pretrained: RunSettings['pretrained']): ImageSize | null {
  return pretrained !== undefined && 'size' in pretrained && 'imageSize' in pretrained.size
    ? pretrained.size.imageSize
    : null;
}

/** The ids that stand for spans in a run that takes them out. Throws MillraceError `no-sentinels` (usage). */
async function sentinelsFor(
  storage: Storage,
  settings: RunSettings,
  version: StoredManifest,
  start: RunConfig | null,
): Promise<Partial<Pick<TokenRunConfig, 'sentinels' | 'vocabulary'>>> {
  const { tokenizer } = version.manifest.lineage;
  const { name, parameters } = settings.objective;
  if (name !== 'span-corruption' || tokenizer === null) return {};
  const { length, vocabulary } = tokenSamples(settings, version, start);
  const begun = start !== null || pretrainedTokens(settings) !== null;
  const json = new TextDecoder().decode(await storage.get(`${version.manifest.dataset}/${tokenizer.file}`));
  const sentinels = sentinelsOf(json, begun ? vocabulary : null, sentinelsNeeded(parameters, length));
  return { sentinels: sentinels.ids, vocabulary: sentinels.vocabulary };
}

/** Size of a run's samples: what it says, what its augmentation gives, those it was begun with, or the images' own. */
async function sizeOfImages(
  storage: Storage,
  { name, pretrained, size, augment }: ImageSettings & Pick<RunSettings, 'name' | 'pretrained'>,
  version: StoredManifest,
  start: RunConfig | null,
): Promise<ImageSize> {
  const before = start !== null && readsImages(start) ? start.imageSize : pretrainedImages(pretrained);
  const given = size === null ? outputSize(augment) : { width: size, height: size };
  const varying = given === null ? varyingStep(augment) : null;
  if (varying !== null) {
    throw new MillraceError(
      'run-size',
      `run ${name} asks for no size, and after ${varying} images have different sides`,
      {
        kind: 'usage',
        hint: 'give the run a size, or end augment with center-crop',
      },
    );
  }
  if (given !== null && before !== null && (given.width !== before.width || given.height !== before.height)) {
    const asked = `run ${name} asks for images of ${given.width} × ${given.height}`;
    throw new MillraceError(
      'run-size',
      `${asked}, and the model it starts from reads ${before.width} × ${before.height}`,
      { kind: 'usage', hint: 'leave size out, and let augment give the size of the earlier run' },
    );
  }
  return given ?? before ?? (await ownImageSize(storage, version));
}

/** Scores of two classes are asked of two: which the version tells before the training, not after it. */
function checkScores(
  settings: RunSettings,
  evaluate: readonly EvaluationSettings[],
  { manifest }: StoredManifest,
): void {
  const { name } = settings;
  const named = classesOf({ settings });
  const classes = named === undefined ? manifest.summary['labels.distinct'] : Object.keys(named).length;
  if (classes === 2 || classes === undefined) return;
  const asked = evaluate.filter(({ run }) => run === name).flatMap(({ metrics }) => metrics);
  const wrong = asked.find((metric) => twoClassMetrics.some((each) => each === metric));
  if (wrong === undefined) return;
  throw new MillraceError(
    'bad-metric',
    `evaluate asks for ${wrong} of run ${name}, which has ${classes} classes, not two`,
    {
      kind: 'usage',
      hint: 'ask for macroF1, the mean F1 of the classes',
    },
  );
}

/** What a flag changed was not seen by the recipe's schema. */
function requireDistribution(settings: RunSettings): void {
  const issue = distributionIssue(settings);
  if (issue === undefined) return;
  const { key, expected, found } = issue;
  throw new MillraceError(
    'bad-distribution',
    `run ${settings.name}: expected ${key} to be ${expected}, found ${found}`,
    {
      kind: 'usage',
      hint: 'docs/distributed.md tells what each engine trains; without --engine the run trains in one process',
    },
  );
}

/** The run of an entry by name, that was trained before. */
function earlierRun(entry: string | null, train: readonly RunSettings[], earlier: readonly string[]): string | null {
  if (entry === null) return null;
  const run = earlier[train.findIndex(({ name }) => name === entry)];
  if (run === undefined) throw new Error(`run ${entry} was not trained before`);
  return run;
}

/** A teacher must be able to read what its student reads. Throws MillraceError `run-length` or `run-size` (usage). */
function requireTeachable(
  { name }: RunSettings,
  student: { readonly length?: number; readonly imageSize?: ImageSize },
  teacher: RunConfig,
): void {
  if (readsImages(teacher)) {
    const { width, height } = teacher.imageSize;
    if (student.imageSize?.width === width && student.imageSize.height === height) return;
    throw new MillraceError(
      'run-size',
      `run ${name} reads images of ${student.imageSize?.width} × ${student.imageSize?.height}, and its teacher ${width} × ${height}`,
      { kind: 'usage', hint: 'give both the same size' },
    );
  }
  if ((student.length ?? 0) <= teacher.positions) return;
  throw new MillraceError(
    'run-length',
    `run ${name} asks for ${student.length} tokens, and its teacher has positions for ${teacher.positions}`,
    { kind: 'usage', hint: `ask for at most ${teacher.positions}` },
  );
}

function checkLength(settings: RunSettings, { length, positions }: TokenSamples, packed: number): void {
  const prompt = promptTokens(settings.tune);
  const fits = length + prompt <= positions;
  if (fits && (objectiveOf({ settings }).content !== 'tokens' || length === packed)) return;
  throw new MillraceError(
    'run-length',
    fits
      ? `run ${settings.name} asks for samples of ${length} tokens, and the version packs ${packed}`
      : `run ${settings.name} asks for ${length} tokens${prompt === 0 ? '' : ` behind a prompt of ${prompt}`}, and the model it starts from has positions for ${positions}`,
    { kind: 'usage', hint: fits ? 'leave length out, or change pack.length' : `ask for at most ${positions - prompt}` },
  );
}
