import { MillraceError } from '../core/errors.ts';
import { balances, sumLedgers } from '../core/ledger.ts';
import { judge, type Unjudged } from '../quality/judge.ts';
import { commitVersion } from '../shards/catalogue.ts';
import { writeContentFile } from '../shards/content-file.ts';
import { readDecision } from '../shards/decision.ts';
import { fateTable } from '../shards/fates.ts';
import { readForgotten } from '../shards/forgotten.ts';
import { deleteKeys } from '../shards/garbage.ts';
import { openInputWriter } from '../shards/inputs.ts';
import type { Manifest } from '../shards/manifest.ts';
import { moveLatest } from '../shards/move-latest.ts';
import { contentName } from '../shards/row-file.ts';
import type { BuildResult } from '../workflows/contract.ts';
import { measureDataset } from './dataset-measures.ts';
import { gateOutcome } from './gate-outcome.ts';
import { sumPacking } from './phases/kept-output.ts';
import { readMapContents } from './phases/map-contents.ts';
import { type OpenBuild, requireReports } from './phases/open-build.ts';
import { openBuildTokenizer, readBuildTokenizer } from './phases/tokenizer.ts';
import { readWriteGroups } from './phases/write-groups.ts';
import { type WriteReport, writePhaseName } from './phases/write-shards.ts';
import { doneBuilds } from './planning/done-builds.ts';
import { type LineageInput, readJson, workKeys, writeJson } from './planning/plan.ts';
import { openTextProbes } from './text-probes.ts';

/**
 * Puts the write jobs' reports together into a manifest, holds it to the gates, and commits it: the version exists from
 * then on. `latest` moves to it only where the gates pass.
 *
 * @throws {MillraceError} `ledger-unbalanced` where the fates are not those of all records that were read;
 * `forgotten-since` (usage)
 */
export async function commitBuild(build: OpenBuild): Promise<BuildResult> {
  const { plan, storage } = build;
  await requireForgetful(build);
  const draft = await draftManifest(build);
  const judgement = await judge(storage, draft, plan.recipe.gates, async () => {
    const tokenizer = await openBuildTokenizer(build);
    return openTextProbes(plan, tokenizer);
  });
  const stored = await commitVersion(storage, { ...draft, ...judgement });
  const { manifest, sha256, identical } = stored;
  // A version that was decided of and is built again stays approved, or rejected.
  const decision = manifest.gatesPassed ? undefined : await readDecision(storage, stored);
  const good = manifest.gatesPassed || decision?.decision === 'approved';
  if (good) await moveLatest(storage, plan.dataset, manifest.version, sha256);
  await writeJson(storage, workKeys.committed(build.folder), { version: manifest.version, manifestSha256: sha256 });
  await dropEarlierWork(build);
  return {
    dataset: plan.dataset,
    version: manifest.version,
    manifestSha256: sha256,
    identical,
    gatesPassed: good,
    ...(decision === undefined ? {} : { decision: decision.decision }),
    ...gateOutcome(manifest),
    build: plan.build,
    records: manifest.records,
    tokens: manifest.tokens,
    shards: manifest.shards.length,
  };
}

/** What was forgotten since the build was planned may be in it. */
async function requireForgetful({ plan, storage }: OpenBuild): Promise<void> {
  const forgotten = await readForgotten(storage, plan.dataset);
  if (forgotten?.sha256 === plan.forgotten?.sha256) return;
  throw new MillraceError('forgotten-since', 'sources were forgotten while this build read them', {
    kind: 'usage',
    hint: 'Build again: the new build leaves them out.',
  });
}

/** What later builds reuse is this build's work now: it has a copy of all that it reused. */
async function dropEarlierWork({ plan, storage, folder }: OpenBuild): Promise<void> {
  for (const { build } of await doneBuilds(storage, plan.dataset)) {
    const other = workKeys.folder(plan.dataset, build);
    if (other === folder) continue;
    // Without its plan a folder that is left half deleted is no build.
    await storage.delete(workKeys.plan(other));
    await deleteKeys(storage, await storage.keys(`${other}/`));
  }
}

async function draftManifest(build: OpenBuild): Promise<Unjudged> {
  const { plan } = build;
  const groups = await readWriteGroups(build);
  const reports = await requireReports<WriteReport>(build, writePhaseName, groups.length);
  const { reasons, ...records } = sumLedgers(reports.map((report) => report.ledger));
  const read = await readMapContents(build, 0);
  const inputs = read.reduce((sum, each) => sum + each.records, 0);
  if (!balances({ ...records, reasons }, inputs)) {
    throw new MillraceError('ledger-unbalanced', `Expected a fate for each of ${inputs} records, found ${records.in}`, {
      hint: 'This is a defect of Millrace: please report it with the recipe.',
    });
  }
  const tokenizer = await writeTokenizer(build);
  const packing = packingOf(plan.recipe.pack.length, reports);
  return {
    format: 'millrace-manifest/1',
    dataset: plan.dataset,
    kind: plan.recipe.kind,
    lineage: {
      recipe: plan.lineageRecipe as Manifest['lineage']['recipe'],
      recipeSha256: plan.recipeSha256,
      codeSha256: plan.codeSha256,
      inputs: await writeInputs(build),
      tokenizer,
      ...(plan.against.length === 0 ? {} : { against: plan.against }),
      ...(plan.forgotten === undefined ? {} : { forgotten: plan.forgotten }),
    },
    records,
    reasons,
    tokens: packing?.usedTokens ?? 0,
    packing,
    shards: reports.flatMap((report) => report.shards),
    fates: reports.map(({ fates }) => fateTable(fates)),
    ...(await measureDataset(build, reports, { ...records, reasons }, tokenizer?.vocabulary ?? null)),
  };
}

function packingOf(length: number, reports: readonly WriteReport[]): Manifest['packing'] {
  const count = sumPacking(reports.map(({ packing }) => packing));
  if (count === null) return null;
  const places = count.sequences * length;
  const paddingRatio = places === 0 ? 0 : Math.round((1e6 * (places - count.usedTokens)) / places) / 1e6;
  return { ...count, length, paddingRatio };
}

async function writeInputs(build: OpenBuild): Promise<Manifest['lineage']['inputs']> {
  const { plan, storage, folder } = build;
  const inputs = await readJson<readonly LineageInput[]>(storage, workKeys.inputs(folder));
  const writer = await openInputWriter(storage, plan.dataset);
  await writer.add(inputs.map((input) => ({ ...input, sha256: input.sha256 ?? '' })));
  const { file, sha256 } = await writer.finish();
  return { files: plan.inputs.files, bytes: plan.inputs.bytes, file, sha256 };
}

async function writeTokenizer(build: OpenBuild): Promise<Manifest['lineage']['tokenizer']> {
  const json = await readBuildTokenizer(build);
  if (json === null) return null;
  const { file, sha256 } = await writeContentFile(build.storage, build.plan.dataset, contentName('data', 'json'), json);
  const vocabulary = (await openBuildTokenizer(build))?.tokenizer.vocabularySize ?? 0;
  return { file, sha256, vocabulary };
}
