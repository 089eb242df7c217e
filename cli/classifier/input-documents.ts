import { stat } from 'node:fs/promises';
import { byCodeUnit } from '../../core/code-unit-order.ts';
import { MillraceError } from '../../core/errors.ts';
import type { LabelledText } from '../../pipelines/classifier/train-classifier.ts';
import { readManifest } from '../../shards/catalogue.ts';
import { openDocumentReader, type StoredDocument } from '../../shards/documents.ts';
import { groupsOf } from '../../shards/row-file.ts';
import { sha256Hex } from '../../storage/digest.ts';
import { openStorage } from '../../storage/open-storage.ts';
import { type Corpus, openDocuments } from '../corpus-texts.ts';

/** Where a classifier's texts come from, as a person names it. */
export interface ClassifierInputs {
  /** Files, one recipe, or one version of a dataset. */
  readonly inputs: readonly string[];
  /** Column of `.jsonl` files that holds the text. */
  readonly text: string;
  /** Column that holds the label, or `folder`; undefined where labels are not asked for. */
  readonly label: string | undefined;
  readonly store: string;
}

/** Texts with labels, each text once, by id; and what was left out. */
export interface LabelledTexts {
  readonly texts: readonly LabelledText[];
  readonly unlabelled: number;
  /** Records whose text an earlier one has. */
  readonly duplicates: number;
  readonly passedOver: number;
}

/** Reads all documents of some inputs. Throws a usage error for inputs that are not there. */
export async function openInputDocuments(
  asked: ClassifierInputs,
): Promise<Corpus<Omit<StoredDocument, 'source' | 'parent'>>> {
  const { inputs, text, label, store } = asked;
  const [only = ''] = inputs;
  if (inputs.length === 1 && /^[^./]+(@(\d+|latest))?$/.test(only) && !(await isFile(only)))
    return { chunks: versionDocuments(store, only), passedOver: () => 0 };
  return await openDocuments(inputs, { id: 'id', text, ...(label === undefined ? {} : { label }) });
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() === true;
}

/** Augmented copies are left out. */
async function* versionDocuments(store: string, reference: string): AsyncGenerator<readonly StoredDocument[]> {
  const storage = openStorage(store);
  const { manifest } = await readManifest(storage, reference);
  for (const { content, file } of manifest.shards)
    if (content === 'documents') {
      const groups = groupsOf(await openDocumentReader(storage, `${manifest.dataset}/${file}`));
      for await (const documents of groups) yield documents.filter(({ parent }) => parent === null);
    }
}

/**
 * Reads texts with labels into memory. Of recipes and versions the label is theirs, or the metadata column of that name.
 * Of equal texts the first by id stays, so that none is learned from and judged by. Throws a usage error `no-labels`.
 */
export async function readLabelledTexts(asked: ClassifierInputs & { readonly label: string }): Promise<LabelledTexts> {
  const corpus = await openInputDocuments(asked);
  const found: LabelledText[] = [];
  let unlabelled = 0;
  for await (const chunk of corpus.chunks) {
    for (const { id, text, label: own, metadata } of chunk) {
      const label = own ?? metadata[asked.label] ?? null;
      if (label === null) unlabelled++;
      else found.push({ id, text, label });
    }
  }
  found.sort((a, b) => byCodeUnit(a.id, b.id) || byCodeUnit(a.text, b.text) || byCodeUnit(a.label, b.label));
  const seen = new Set<string>();
  const texts = found.filter(({ text }) => {
    const digest = sha256Hex(text);
    return !seen.has(digest) && seen.add(digest);
  });
  if (texts.length === 0)
    throw new MillraceError('no-labels', `expected texts with a label in ${JSON.stringify(asked.label)}, found none`, {
      kind: 'usage',
      hint: 'name the column with --label; of text files, --label folder takes the name of their folder',
    });
  return { texts, unlabelled, duplicates: found.length - texts.length, passedOver: corpus.passedOver() };
}
