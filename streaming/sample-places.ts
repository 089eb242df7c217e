import { keepRecent } from '../core/keep-recent.ts';
import type { StoredManifest } from '../shards/catalogue.ts';
import { openLabelledTextReader } from '../shards/labelled-texts.ts';
import type { Storage } from '../storage/storage.ts';
import { placesInWindow, planPart, windowOfSample } from './curriculum/staged-order.ts';
import type { Curriculum } from './curriculum/stages.ts';
import type { Cursor } from './cursor.ts';
import type { DocumentForm } from './document-form.ts';
import type { Window } from './epoch-order.ts';
import { imageViewOf } from './image-view.ts';
import type { ClassOfLabel } from './label-classes.ts';
import type { Mix } from './mix/mix.ts';
import { groupsOfShards, type SampleGroup, shardsOf } from './sample-group.ts';
import { type PartView, type StreamPart, streamParts, versionsOf } from './stream-parts.ts';
import type { PartOrder } from './stream-plan.ts';
import { stagedViews, viewsOf } from './stream-views.ts';

/** What decides a stream's order and samples. */
export interface PlacesRequest {
  readonly storage: Storage;
  readonly version: StoredManifest | Mix;
  readonly content: Cursor['content'];
  readonly split: Cursor['split'];
  readonly seed: number;
  readonly classes?: Readonly<Record<string, readonly string[]>>;
  readonly curriculum?: Curriculum;
  /** Of documents that are no labelled ones. */
  readonly form?: DocumentForm;
}

/** Where a sample is stored. */
export interface SamplePlace {
  /** Place of its version among the stream's. */
  readonly part: number;
  /** Key of its shard, row group in it, row in that group, and row in the shard. */
  readonly key: string;
  readonly group: number;
  readonly groupRow: number;
  readonly row: number;
}

/** The order of a stream, read backwards and forwards without reading a sample. */
export interface SamplePlaces {
  readonly parts: readonly StreamPart[];
  /** Samples of an epoch. */
  readonly samples: number;
  /** Where the sample at a position of an epoch is stored. */
  at(epoch: number, position: number): Promise<SamplePlace>;
  /** The positions of a stored row in the epochs below `epochs`, ascending; none where it is no sample. */
  of(
    place: Pick<SamplePlace, 'part' | 'key' | 'row'>,
    epochs: number,
  ): Promise<readonly Pick<Cursor, 'epoch' | 'position'>[]>;
}

/**
 * The order of the stream that `request` asks for, with labelled samples alone where content has labels. Reads of tokens
 * no more than manifests, of documents their labels, of images their indexes.
 *
 * @throws MillraceError what opening the stream throws
 */
export async function openSamplePlaces(request: PlacesRequest): Promise<SamplePlaces> {
  const opened = request.content === 'images' ? await imageParts(request) : await tokenParts(request);
  const { parts, turns, told } = streamParts(
    request.version,
    opened.map(({ view }) => view),
  );
  const versions = versionsOf(request.version);
  const windowsOf = lastOfEach((part, epoch) => planPart(parts[part] as PartOrder, request.seed, epoch));
  const shuffleOf = lastOfEach((part, epoch, index) => {
    const window = windowsOf(part, epoch, 0)[index] as Window;
    const places = placesInWindow(parts[part] as PartOrder, window, request.seed);
    const samples = new Uint32Array(window.samples);
    for (let sample = 0; sample < places.length; sample++) {
      const at = places[sample] as number;
      if (at >= 0) samples[at] = sample;
    }
    return { places, samples };
  });
  const keyOf = (part: number, shard: number): string =>
    `${versions[part]?.manifest.dataset}/${opened[part]?.files[shard] ?? ''}`;
  return {
    parts: told,
    samples: turns.samples,
    at: async (epoch, position) => {
      const part = turns.partAt(position);
      const { size, samples } = told[part] as StreamPart;
      const turn = epoch * samples + (turns.before(position)[part] as number);
      const [own, place] = [Math.floor(turn / size), turn % size];
      const window = windowAt(windowsOf(part, own, 0), place);
      const sample = shuffleOf(part, own, window.index).samples[place - window.first] as number;
      const { groups, rowsOf } = opened[part] as OpenedPart;
      const found = sampleIn(window, groups, sample);
      const groupRow = (await rowsOf(found.group))[found.sample] as number;
      const { shard, group, firstRow } = found.group;
      return { part, key: keyOf(part, shard), group, groupRow, row: firstRow + groupRow };
    },
    of: async ({ part, key, row }, epochs) => {
      const { groups, rowsOf } = opened[part] as OpenedPart;
      const { size, samples } = told[part] as StreamPart;
      const place = groups.findIndex(
        ({ shard, firstRow, rows }) => keyOf(part, shard) === key && row >= firstRow && row < firstRow + rows,
      );
      const group = groups[place];
      const sample = group === undefined ? -1 : (await rowsOf(group)).indexOf(row - group.firstRow);
      if (sample < 0) return [];
      const found: Pick<Cursor, 'epoch' | 'position'>[] = [];
      for (let own = 0; own * size < epochs * samples; own++) {
        const window = windowOfSample(parts[part] as PartOrder, windowsOf(part, own, 0), place, sample);
        const inWindow = samplesBefore(window, groups, place) + sample;
        const turn = own * size + window.first + (shuffleOf(part, own, window.index).places[inWindow] as number);
        const epoch = Math.floor(turn / samples);
        if (epoch < epochs) found.push({ epoch, position: turns.positionOf(part, turn % samples) });
      }
      return found;
    },
  };
}

/** As many as usual windows have. */
const mostKeptGroups = 64;

/** A version's groups, and which rows of each are samples. */
interface OpenedPart {
  readonly view: PartView;
  readonly files: readonly string[];
  readonly groups: readonly SampleGroup[];
  readonly rowsOf: (group: SampleGroup) => Promise<readonly number[]>;
}

async function tokenParts(request: PlacesRequest): Promise<readonly OpenedPart[]> {
  const { storage, content, split } = request;
  if (content === 'images') return [];
  // Documents are the same samples at any length.
  const length = content === 'documents' ? { length: 1 } : {};
  const views = await viewsOf({ ...request, content, ...length });
  const staged = await stagedViews({ ...request, content }, views);
  return versionsOf(request.version).map(({ manifest }, part) => {
    const view = views[part] as (typeof views)[number];
    const recent = keepRecent<SampleGroup, Promise<readonly number[]>>(mostKeptGroups);
    const readRows = async ({ shard, group, rows }: SampleGroup): Promise<readonly number[]> => {
      if (classes === undefined) return Array.from({ length: rows }, (_, row) => row);
      const reader = await openLabelledTextReader(storage, `${manifest.dataset}/${files[shard]}`);
      return labelledRows(await reader.labels(group), classes);
    };
    const files = shardsOf(manifest, content, split).map(({ file }) => file);
    const classes = view.documents?.classes;
    return {
      view: staged[part] as PartView,
      files,
      groups: view.groups,
      rowsOf: (group) => recent(group, () => readRows(group)),
    };
  });
}

async function imageParts(request: PlacesRequest): Promise<readonly OpenedPart[]> {
  const { split, version } = request;
  // No sizes are wanted, and any is good for a stream that reads nothing.
  const view = await imageViewOf({ ...request, batch: 1, threads: 1, size: 1, labelled: true });
  let firstTableRow = 0;
  return versionsOf(version).map(({ manifest }, part) => {
    const shards = shardsOf(manifest, 'images', split);
    const first = firstTableRow;
    firstTableRow += shards.reduce((sum, { rows }) => sum + rows, 0);
    const firstRows = shards.map((_, shard) => shards.slice(0, shard).reduce((sum, { rows }) => sum + rows, first));
    const rowsIn = ({ shard, firstRow, rows }: SampleGroup): readonly number[] => {
      const tableRow = (firstRows[shard] as number) + firstRow;
      return Array.from({ length: rows }, (_, row) => row).filter(
        (row) => (view.table.labels[tableRow + row] ?? -1) >= 0,
      );
    };
    const groups = groupsOfShards(shards)
      .map((group) => ({ ...group, samples: rowsIn(group).length }))
      .filter(({ samples }) => samples > 0);
    return {
      view: view.parts[part] as PartView,
      files: shards.map(({ file }) => file),
      groups,
      rowsOf: async (group) => rowsIn(group),
    };
  });
}

function windowAt(windows: readonly Window[], place: number): Window {
  return windows.find(({ first, samples }) => place >= first && place < first + samples) as Window;
}

/** The group that a window's n-th sample, in reading order, is in, and which of its samples it is. */
function sampleIn(
  { groups: places }: Window,
  groups: readonly SampleGroup[],
  n: number,
): { readonly group: SampleGroup; readonly sample: number } {
  let before = 0;
  for (const place of places) {
    const group = groups[place] as SampleGroup;
    if (n < before + group.samples) return { group, sample: n - before };
    before += group.samples;
  }
  throw new Error(`a window of ${before} samples has none at ${n}`);
}

/** Samples of a window in reading order before those of a group. */
function samplesBefore({ groups: places }: Window, groups: readonly SampleGroup[], group: number): number {
  let before = 0;
  for (const place of places) {
    if (place === group) break;
    before += (groups[place] as SampleGroup).samples;
  }
  return before;
}

function labelledRows(labels: readonly (string | null)[], classes: ClassOfLabel): readonly number[] {
  return labels.flatMap((label, row) => (label !== null && classes.has(label) ? [row] : []));
}

/** Keeps what was last made for each part: batches walk through the windows of all parts side by side. */
function lastOfEach<Made>(
  make: (part: number, epoch: number, index: number) => Made,
): (part: number, epoch: number, index: number) => Made {
  const last = new Map<number, { readonly epoch: number; readonly index: number; readonly made: Made }>();
  return (part, epoch, index) => {
    const kept = last.get(part);
    if (kept !== undefined && kept.epoch === epoch && kept.index === index) return kept.made;
    const made = make(part, epoch, index);
    last.set(part, { epoch, index, made });
    return made;
  };
}
