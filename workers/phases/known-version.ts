import type { Json } from '../../core/canonical-json.ts';
import type { Document } from '../../core/document.ts';
import { MillraceError } from '../../core/errors.ts';
import type { SemanticParameters } from '../../pipelines/dedup/semantic.ts';
import { readManifest } from '../../shards/catalogue.ts';
import { openDocumentReader } from '../../shards/documents.ts';
import { groupsOf } from '../../shards/row-file.ts';
import { readJson, workKeys, writeJson } from '../planning/plan.ts';
import type { DedupStep } from '../planning/segments.ts';
import { dedupOf, openComparison } from './comparison.ts';
import { vectorCollector, vectorsBy } from './embed-texts.ts';
import type { OpenBuild } from './open-build.ts';
import type { Phase } from './phase.ts';
import type { ComparisonFile } from './record-kind.ts';

/** File kind, among this phase's outputs, of the ids of a shard's documents in their order, as JSON. */
export const idsKind = 'ids';

/**
 * The phase that computes what a dedup step compares of the documents of the versions `against`, which are in the plan: a
 * job for each of their shards of documents, whose texts are as those versions' builds left them. A document's ordinal is
 * its place among those that are no copies. Memory: the comparison data and the ids of one shard.
 */
export function knownVersionPhase(step: DedupStep, against: readonly string[]): Phase {
  const name = phaseName(step.name);
  return {
    name,
    probes: false,
    count: async (build) => {
      const shards = await shardsOf(build, against);
      await writeJson(build.storage, jobsKey(build, step.name), shards);
      return shards.length;
    },
    decisive: async (build) => {
      const by = decidedBy(build, step);
      // Shards are named by what they hold, and fates name the version.
      return (await readShards(build, step.name)).map(({ version, key }) => ({ version, key, by }));
    },
    run: async (build, index, onRecord) => {
      const shard = (await readShards(build, step.name))[index];
      if (shard === undefined) throw new RangeError(`Expected a shard ${index} of ${against.join(', ')}`);
      const comparison = openKnownComparison(step);
      const ids: string[] = [];
      for await (const group of groupsOf(await openDocumentReader(build.storage, shard.key))) {
        // An augmented copy is no record: what it was made of is beside it.
        const documents = group.filter(({ parent }) => parent === null);
        onRecord(ids.length);
        await comparison.add(ids.length, documents);
        for (const { id } of documents) ids.push(id);
      }
      const { kind, bytes } = comparison.finish();
      await build.storage.put(workKeys.output(build.folder, name, index, kind), bytes);
      await writeJson(build.storage, workKeys.output(build.folder, name, index, idsKind), ids);
      return { records: ids.length };
    },
  };
}

/** What decides what is compared of a text: not which versions it is compared with. */
function decidedBy(build: OpenBuild, step: DedupStep): Json {
  const stage = dedupOf(step);
  if (stage.compares === 'embeddings') {
    return vectorsBy(build, step.name, stage.parameters.parse(step.stage.parameters));
  }
  const { against: _, ...parameters } = step.stage.parameters;
  return { stage: stage.name, parameters };
}

/** Collects what a step compares of documents, of which the first has the ordinal `first`. */
interface KnownComparison {
  readonly add: (first: number, documents: readonly Pick<Document, 'text' | 'metadata'>[]) => Promise<void>;
  readonly finish: () => ComparisonFile;
}

function openKnownComparison(step: DedupStep): KnownComparison {
  const comparison = openComparison(step);
  if (comparison !== undefined) {
    return {
      add: async (first, documents) => {
        for (const [place, document] of documents.entries()) comparison.keep(first + place, document);
      },
      finish: comparison.finish,
    };
  }
  const vectors = vectorCollector(dedupOf(step).parameters.parse(step.stage.parameters) as SemanticParameters);
  return {
    add: (first, documents) =>
      vectors.add(
        documents.map((_, place) => first + place),
        documents.map(({ text }) => text),
      ),
    finish: vectors.finish,
  };
}

/** A shard of documents, and the version that it is of, as `NAME@V`. */
interface KnownShard {
  readonly version: string;
  readonly key: string;
}

/** The files of one kind that the phase of a step wrote, in the order of versions and shards. */
export async function knownFiles(build: OpenBuild, step: string, kind: string): Promise<readonly string[]> {
  const shards = await readShards(build, step);
  return shards.map((_, index) => workKeys.output(build.folder, phaseName(step), index, kind));
}

/** The version that each of these files is of, as `NAME@V`. */
export async function knownNames(build: OpenBuild, step: string): Promise<readonly string[]> {
  return (await readShards(build, step)).map(({ version }) => version);
}

function readShards(build: OpenBuild, step: string): Promise<readonly KnownShard[]> {
  return readJson<readonly KnownShard[]>(build.storage, jobsKey(build, step));
}

async function shardsOf({ plan, storage }: OpenBuild, against: readonly string[]): Promise<readonly KnownShard[]> {
  const shards: KnownShard[] = [];
  for (const reference of against) {
    const { sha256, manifest } = await readManifest(storage, reference);
    const { dataset, version } = manifest;
    if (!plan.against.some((each) => each.dataset === dataset && each.version === version && each.sha256 === sha256)) {
      throw new MillraceError(
        'version-changed',
        `Expected ${reference} as this build was planned with, found another`,
        {
          hint: 'Run the same command again: it plans anew with the version that is there.',
        },
      );
    }
    for (const { content, file } of manifest.shards) {
      if (content === 'documents') shards.push({ version: `${dataset}@${version}`, key: `${dataset}/${file}` });
    }
  }
  return shards;
}

function phaseName(step: string): string {
  return `${step}-version`;
}

function jobsKey(build: OpenBuild, step: string): string {
  return `${build.folder}/${phaseName(step)}.json`;
}
