import type { Storage } from '../../storage/storage.ts';
import { unlessGone } from '../../storage/unless-gone.ts';
import { readPartitions } from '../planning/partition-file.ts';
import { readJson, workKeys, writeJson } from '../planning/plan.ts';
import { newestBuild } from './earlier-partitions.ts';
import { type MeasureReport, measurePhaseName, measuresKey, measuresLayout } from './measures-file.ts';
import type { OpenBuild } from './open-build.ts';
import { decodeFacts, type TextFacts } from './text-facts.ts';

/** What an earlier build found of a text. */
export interface KnownText {
  readonly facts: TextFacts;
  readonly ids: Uint32Array;
}

/** Where an earlier build measured: its work folder, and for each partition the number of one there that begins alike. */
interface Earlier {
  readonly folder: string;
  readonly places: readonly (number | null)[];
}

/**
 * Notes which partitions of the dataset's newest build begin with the same input as ones of this do: most of their texts
 * are the same, whatever became of some. Nothing is noted without such a build.
 */
export async function noteEarlierMeasures(build: OpenBuild): Promise<void> {
  const { storage, folder } = build;
  const earlier = (await newestBuild(build))?.folder;
  if (earlier === undefined) return;
  const before = await unlessGone(beginnings(storage, earlier));
  if (before === undefined) return;
  const numbers = new Map(before.map((name, number) => [name, number]));
  const places = (await beginnings(storage, folder)).map((name) => numbers.get(name) ?? null);
  await writeJson(storage, notesKey(build), { folder: earlier, places } satisfies Earlier);
}

/**
 * What the noted build found of the texts of the partition that begins as this one does, by `textKey`; none where it is
 * gone or measured in another way. Memory: that partition's token ids, and about 300 bytes for each of its texts.
 */
export async function readEarlierMeasures(
  build: OpenBuild,
  partition: number,
  { settings, idBytes }: { readonly settings: string; readonly idBytes: 2 | 4 },
): Promise<ReadonlyMap<string, KnownText>> {
  const { storage } = build;
  const known = new Map<string, KnownText>();
  const noted = await storage.getTagged(notesKey(build));
  if (noted === undefined) return known;
  const { folder, places } = JSON.parse(new TextDecoder().decode(noted.bytes)) as Earlier;
  const place = places[partition] ?? null;
  if (place === null) return known;
  const report = await unlessGone(readJson<MeasureReport>(storage, workKeys.report(folder, measurePhaseName, place)));
  if (report === undefined || report.settings !== settings) return known;
  const bytes = await unlessGone(storage.get(measuresKey(folder, place)));
  if (bytes === undefined) return known;
  const { amountsAt, ordinalsAt, factsAt, end } = measuresLayout(report);
  const amounts = new Uint32Array(new Uint8Array(bytes.subarray(amountsAt, ordinalsAt)).buffer);
  const held = new Uint8Array(bytes.subarray(0, amountsAt)).buffer;
  const ids = idBytes === 2 ? Uint32Array.from(new Uint16Array(held)) : new Uint32Array(held);
  let at = 0;
  for (const [text, [key, facts]] of decodeFacts(bytes.subarray(factsAt, end)).entries()) {
    const next = at + (amounts[2 * text + 1] as number);
    if (key !== '') known.set(key, { facts, ids: ids.subarray(at, next) });
    at = next;
  }
  return known;
}

/** What each partition begins with. */
async function beginnings(storage: Storage, folder: string): Promise<readonly string[]> {
  return (await readPartitions(storage, folder)).map(({ inputs: [first] }) => `${first?.key}:${first?.start}`);
}

function notesKey({ folder }: OpenBuild): string {
  return `${folder}/measured-before.json`;
}
