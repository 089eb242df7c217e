import { undetermined } from '../../core/language-code.ts';
import { countText, shareText } from '../../quality/number-text.ts';
import type { Manifest } from '../../shards/manifest.ts';
import type { LineageRecipe } from './lineage-recipe.ts';

/** What a version's own numbers say against it, as Markdown sentences. */
export function knownLimits(manifest: Manifest, recipe: LineageRecipe | undefined): string[] {
  const { records, packing, summary } = manifest;
  const unsure = summary[`language.${undetermined}`] ?? 0;
  const labelled = summary['labels.ratio'] ?? 0;
  return [
    ...(recipe === undefined ? [] : duplicates(recipe)),
    ...(records.quarantined === 0
      ? []
      : [
          `${countText(records.quarantined)} of the records (${shareText(records.quarantined, records.in)}) could not be read and are not in it.`,
        ]),
    ...(summary['pii.any.ratio'] === undefined
      ? ['Personal data was not looked for.']
      : ['Personal data is found by pattern and check digit only: names and addresses are not.']),
    ...(unsure === 0 ? [] : [`The language of ${shareText(unsure, 1)} of the documents could not be told.`]),
    ...(labelled === 0 || labelled === 1 ? [] : [`${shareText(1 - labelled, 1)} of the documents have no label.`]),
    ...(packing === null
      ? []
      : [`${shareText(packing.paddingRatio, 1)} of the places in packed sequences are padding.`]),
    'Its makers have stated no licence here: the texts keep those of their sources.',
  ];
}

function duplicates({ stages }: LineageRecipe): string[] {
  const near = stages.find(({ stage }) => stage === 'dedup-minhash');
  const similarity = near?.parameters['minSimilarity'];
  if (typeof similarity === 'number')
    return [
      `Duplicates less than ${shareText(similarity, 1)} similar (Jaccard similarity of word shingles) were kept, and MinHash may have missed some above it.`,
    ];
  if (stages.some(({ stage }) => stage === 'dedup-exact'))
    return ['Only exact duplicates were removed; near-duplicates were kept.'];
  return ['Duplicates were not removed.'];
}
