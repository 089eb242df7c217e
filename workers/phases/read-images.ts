import { basename, dirname } from 'node:path/posix';
import type { ImageReader, SourceImage } from '../../pipelines/image-readers/image-reader.ts';
import { findImageReader } from '../../pipelines/image-readers/image-readers.ts';
import { sniffFormat } from '../../pipelines/images/sniff-format.ts';
import type { RecipeSource } from '../../recipes/recipe.ts';
import type { BuildImage } from '../../shards/image-records.ts';
import type { Partition, PartitionInput } from '../planning/partition-inputs.ts';
import type { BuildPlan } from '../planning/plan.ts';
import { openReferences } from '../planning/references.ts';
import { admittedRecords } from './admitted-records.ts';
import { type CheckedInput, inputChanged } from './read-input.ts';
import { recordId } from './record-id.ts';
import { type Admit, noRecord, type SourceRecord, type UnreadRecord, unread } from './source-record.ts';

/**
 * Reads a partition's images in order, in chunks.
 *
 * @throws {MillraceError} `input-changed` where a file's bytes are no longer those that were planned
 */
export function readImages(
  plan: BuildPlan,
  partition: Partition,
  admit: Admit,
  onRecord: (ordinal: number) => void,
): AsyncGenerator<readonly SourceRecord<BuildImage>[]> {
  return admittedRecords<SourceImage, BuildImage>(plan, partition, admit, (input, opened, source) => {
    const reader = findImageReader(source.format) as ImageReader<unknown>;
    return {
      found: imagesOf(reader, input, opened, source, plan, () => onRecord(noRecord)),
      parse: (ordinal, image) => parsed(ordinal, image, source, reader),
    };
  });
}

async function* imagesOf(
  reader: ImageReader<unknown>,
  input: PartitionInput,
  { pieces, range, rest, close }: CheckedInput,
  source: RecipeSource,
  { recipe }: BuildPlan,
  idle: () => void,
): AsyncGenerator<readonly SourceImage[]> {
  if (input.problem !== null) {
    yield [{ source: input.key, problem: input.problem }];
    return;
  }
  try {
    const references = openReferences(input.path, recipe.limits);
    const place = {
      key: input.key,
      folder: basename(dirname(input.key)),
      firstLine: input.firstLine,
      fileBytes: input.fileBytes,
      pieces,
      range: (start: number, end: number) => {
        idle();
        return range(start, end);
      },
      references,
    };
    yield* reader.images(place, source.options, recipe.limits);
    idle();
    await rest();
    const named = input.references;
    if (named !== null && references.digest().sha256 !== named.sha256)
      throw inputChanged(`${input.key}#images`, undefined);
  } finally {
    await close();
  }
}

function parsed(
  ordinal: number,
  image: SourceImage,
  source: RecipeSource,
  reader: ImageReader<unknown>,
): { readonly ordinal: number; readonly item: BuildImage } | UnreadRecord {
  if ('problem' in image) {
    const record = unread(ordinal, image.source, source.format, image);
    const isElsewhere = image.problem === 'missing-image' && reader.namesImagesElsewhere === true;
    return isElsewhere ? { ...record, dropped: true } : record;
  }
  const format = sniffFormat(image.bytes);
  return { ordinal, item: { ...image, id: image.id ?? recordId(image.source), format, signals: null } };
}
