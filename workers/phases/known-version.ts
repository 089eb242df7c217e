import { MillraceError } from '../../core/errors.ts';
import { readManifest } from '../../shards/catalogue.ts';
import { openDocumentReader } from '../../shards/documents.ts';
import { groupsOf } from '../../shards/row-file.ts';
import { readJson, workKeys, writeJson } from '../planning/plan.ts';
import type { DedupStep } from '../planning/segments.ts';
import { openComparison } from './comparison.ts';
import type { OpenBuild } from './open-build.ts';
import type { Phase } from './phase.ts';

/** File kind, among this phase's outputs, of the ids of a shard's documents in their order, as JSON. */
export const idsKind = 'ids';

/**
 * The phase that computes what a dedup step compares of the documents of the version `against`: a job for each of its
 * shards of documents, whose texts are as that version's build left them. A document's ordinal is its row.
 * Memory: the comparison data and the ids of one shard.
 */
export function knownVersionPhase(step: DedupStep, against: string): Phase {
  const name = phaseName(step.name);
  return {
    name,
    probes: false,
    count: async (build) => {
      const { files } = await shardsOf(build, against);
      // A version without documents leaves one empty file, which says so.
      const jobs = Math.max(1, files.length);
      await writeJson(build.storage, jobsKey(build, step.name), jobs);
      return jobs;
    },
    run: async (build, index, onRecord) => {
      const { dataset, files } = await shardsOf(build, against);
      const comparison = openComparison(step);
      const ids: string[] = [];
      const file = files[index];
      if (file !== undefined) {
        for await (const group of groupsOf(await openDocumentReader(build.storage, `${dataset}/${file}`))) {
          for (const document of group) {
            onRecord(ids.length);
            comparison.keep(ids.length, document);
            ids.push(document.id);
          }
        }
      }
      const { kind, bytes } = comparison.finish();
      await build.storage.put(workKeys.output(build.folder, name, index, kind), bytes);
      await writeJson(build.storage, workKeys.output(build.folder, name, index, idsKind), ids);
      return { records: ids.length };
    },
  };
}

/** The files of one kind that the phase of a step wrote, in the order of shards. */
export async function knownFiles(build: OpenBuild, step: string, kind: string): Promise<readonly string[]> {
  const jobs = await readJson<number>(build.storage, jobsKey(build, step));
  return Array.from({ length: jobs }, (_, index) => workKeys.output(build.folder, phaseName(step), index, kind));
}

async function shardsOf({ plan, storage }: OpenBuild, against: string) {
  const { sha256, manifest } = await readManifest(storage, against);
  const { dataset, version } = manifest;
  if (!plan.against.some((each) => each.dataset === dataset && each.version === version && each.sha256 === sha256)) {
    throw new MillraceError('version-changed', `Expected ${against} as this build was planned with, found another`, {
      hint: 'Run the same command again: it plans anew with the version that is there.',
    });
  }
  const files = manifest.shards.filter(({ content }) => content === 'documents').map(({ file }) => file);
  return { dataset, files };
}

function phaseName(step: string): string {
  return `${step}-version`;
}

function jobsKey(build: OpenBuild, step: string): string {
  return `${build.folder}/${phaseName(step)}.json`;
}
