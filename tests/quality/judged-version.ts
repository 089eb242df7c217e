import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FateRow, kept } from '../../core/fate.ts';
import { ledgerOf } from '../../core/ledger.ts';
import { writeClassifierFile } from '../../pipelines/classifier/classifier-file.ts';
import { trainClassifier } from '../../pipelines/classifier/train-classifier.ts';
import { perplexity } from '../../pipelines/filters/perplexity.ts';
import { qualityClassifier } from '../../pipelines/filters/quality-classifier.ts';
import { trainNgrams } from '../../pipelines/perplexity/train-ngrams.ts';
import { openTokenizer } from '../../pipelines/tokenizers/open-tokenizer.ts';
import type { Gate } from '../../quality/gate.ts';
import { judge, type Unjudged } from '../../quality/judge.ts';
import { metricRows } from '../../quality/metric-rows.ts';
import { addDocument, addDuplicates, addMerged, emptyMetrics, measureText } from '../../quality/record-metrics.ts';
import { summary } from '../../quality/summary.ts';
import { commitVersion } from '../../shards/catalogue.ts';
import { openDocumentWriter, type StoredDocument } from '../../shards/documents.ts';
import { openFateWriter } from '../../shards/fates.ts';
import type { Manifest } from '../../shards/manifest.ts';
import { writeMetrics } from '../../shards/metrics.ts';
import { moveLatest } from '../../shards/move-latest.ts';
import { packageRoot } from '../../storage/package-root.ts';
import type { Storage } from '../../storage/storage.ts';
import { openTextProbes } from '../../workers/text-probes.ts';
import { tableOf, writeAll, writeSampleVersion } from '../shards/sample-version.ts';

/** A document of a version in a test; its source is its id with `.txt`. */
export type Text = Pick<StoredDocument, 'id' | 'text'> & Partial<Pick<StoredDocument, 'label' | 'metadata'>>;

/** Bytes and a few merges of GPT-2's kind. */
const tokenizerJson = readFileSync(new URL('tests/fixtures/tokenizers/gpt2-700.json', packageRoot), 'utf8');
const tokenizer = openTokenizer(tokenizerJson);
const probed = await englishModel();

/** A build whose perplexities are of a few English sentences, and whose classifier looks for Chinese. */
async function englishModel() {
  const recipeFolder = mkdtempSync(join(tmpdir(), 'millrace-test-'));
  process.on('exit', () => rmSync(recipeFolder, { recursive: true }));
  async function* chunks() {
    yield ['The river is high and the miller is at work.', 'The miller is at the river for the day.'];
  }
  const { bytes } = await trainNgrams(chunks(), tokenizerJson, { order: 3, atLeast: [1, 1, 1] });
  writeFileSync(join(recipeFolder, 'english.ngrams'), bytes);
  const labelled = ['The river is high.', 'The miller is at work.', '中文', '中文文中'].map((text, index) => ({
    ...{ id: String(index), text, label: index < 2 ? 'en' : 'zh' },
  }));
  const rule = { words: 2, characters: null, bits: 12 };
  const chinese = trainClassifier(labelled, { rule, positive: 'zh', epochs: 5, rate: 0.3, atLeast: 1, seed: 0 });
  writeFileSync(join(recipeFolder, 'chinese.classifier'), writeClassifierFile(chinese));
  const stages = [
    { stage: perplexity.name, version: perplexity.version, parameters: { model: 'english.ngrams' } },
    { stage: qualityClassifier.name, version: qualityClassifier.version, parameters: { model: 'chinese.classifier' } },
  ];
  return { recipe: { stages }, recipeFolder };
}

export const named = (id: string) => ({ id, source: `${id}.txt`, textHash: null });

/** Writes a version's files, in two document shards and two files of fates: `texts` are kept, `others` are not. */
export async function draftOf(
  storage: Storage,
  texts: readonly Text[],
  others: readonly FateRow[] = [],
): Promise<Unjudged> {
  const { gates: _, gatesPassed: __, ...draft } = await writeSampleVersion(storage, 'docs', 4);
  const documents = texts.map(({ id, text, label = null, metadata = {} }) => ({
    ...{ id, text, label, parent: null, metadata, source: `${id}.txt` },
  }));
  const fates = [...documents.map(({ id }) => kept(named(id))), ...others];
  const { reasons, ...records } = ledgerOf(fates);
  const metrics = emptyMetrics();
  const probes = await openTextProbes(probed, tokenizer);
  for (const { id, text, label } of documents) {
    const duplicates = others.filter(({ into }) => into === id).length;
    const [language, pii] = [probes.languageOf(text), probes.piiIn(text)];
    const likely = {
      perplexity: probes.perplexityOf?.(text) ?? Number.NaN,
      classifierScore: probes.classifierScoreOf?.(text) ?? Number.NaN,
    };
    addDocument(metrics, {
      ...measureText(text),
      label,
      tokens: probes.tokensIn?.(text) ?? null,
      language,
      pii,
      ...likely,
    });
    addDuplicates(metrics, duplicates);
  }
  for (const { similarity } of others) if (similarity !== null) addMerged(metrics, similarity);
  const shards = [];
  for (const part of halves(documents)) shards.push(await writeAll(openDocumentWriter(storage, 'docs'), part));
  const tables = [];
  for (const part of halves(fates)) tables.push(await writeAll(openFateWriter(storage, 'docs'), part));
  return {
    ...draft,
    records,
    reasons: { ...reasons },
    shards: shards.map((shard) => ({ ...shard, content: 'documents', split: 'train' })),
    fates: tables.map(tableOf),
    metrics: [tableOf(await writeMetrics(storage, 'docs', metricRows(metrics)))],
    summary: summary(metrics, { ...records, reasons }),
  };
}

/** Judges and commits a version, and moves `latest` where its gates passed, as a build does. */
export async function commitJudged(
  storage: Storage,
  gates: readonly Gate[],
  texts: readonly Text[],
  others: readonly FateRow[] = [],
): Promise<Manifest> {
  const draft = await draftOf(storage, texts, others);
  const { manifest, sha256 } = await commitVersion(storage, {
    ...draft,
    ...(await judge(storage, draft, gates, () => openTextProbes(probed, tokenizer))),
  });
  if (manifest.gatesPassed) await moveLatest(storage, 'docs', manifest.version, sha256);
  return manifest;
}

function halves<Row>(rows: readonly Row[]): readonly (readonly Row[])[] {
  const middle = Math.ceil(rows.length / 2);
  return [rows.slice(0, middle), rows.slice(middle)];
}
