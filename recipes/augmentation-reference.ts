import { augmentations, batchAugmentations } from '../pipelines/augment/registry.ts';
import { textAugmentations } from '../pipelines/text-augment/registry.ts';
import { parameterTable } from './stage-reference.ts';

const promises = [
  "- What is drawn is a function of the seed, the record's id, the epoch and the operation's place in the list: the same for any number of threads, hosts and batch sizes, after a resume, and whether an image is augmented on the fly or written to a shard. Copy n is what epoch n would give, from 0.",
  '- Boxes follow the geometry: what is cut off goes, a box of which nothing is left is dropped, labels stay. A turned or distorted box becomes the smallest upright box around it. `random-erasing` leaves boxes as they are, as torchvision does.',
  '- Where a model is judged, `resize` and `center-crop` stay, `random-crop` becomes `center-crop`, `random-resized-crop` becomes `resize` and `center-crop` to its size, and all else is left out.',
  '- A list that begins with `random-resized-crop` or `resize`, and `random-horizontal-flip` after it, costs least: only the part that is needed is decoded.',
].join('\n');

const textIntroduction = [
  "In a recipe of texts, `augment` writes copies of the documents of the train split, with the document's id as `parent`; a copy that is its document's text again is left out. Copies are packed into the token shards, and are neither counted nor measured as records.",
  '```yaml\naugment:\n  copies: 2\n  operations:\n    - eda: { thesaurus: synonyms.tsv }\n    - keyboard-noise: { p: 0.01 }\n```',
  'Words are runs of letters and digits; in Chinese, Japanese and Thai each character is one. A thesaurus is a file of lines: a word and its synonyms, parted by tabs. `millrace try eda` does one of them to JSON lines.',
  'The stream does the same on the fly, each epoch anew: `millrace stream NAME --batch 32 --augment \'["fill-in-the-middle"]\'`, or `augment` in a train run. Documents (`--content documents`, the objective `classify`) are augmented before they are tokenized. Packed sequences (`causal`) are turned to text and back, each part between separators by itself, and cut to their length; tokens such as `<|fim_prefix|>` must be ones that the tokenizer knows. `back-translate` is for copies alone.',
].join('\n\n');

/** `docs/augmentation.md`: every augmentation with its parameters, from the code that runs them. */
export function augmentationReference(): string {
  return [
    '# Augmentation',
    'Generated from the code by `node dist/recipes/generate.js`; a test holds this file to it.',
    'Names, ranges and results follow [torchvision.transforms.v2](https://docs.pytorch.org/vision/stable/transforms.html) 0.29 on `uint8` tensors; the random numbers are our own.',
    'An operation stands in a list by its name alone, or with parameters. A train run augments images as it reads them, each epoch anew:',
    '```yaml\ntrain:\n  - name: vit\n    model: vit\n    objective: classify-image\n    steps: 5000\n    augment:\n      - random-resized-crop: { size: 224 }\n      - random-horizontal-flip\n      - rand-augment\n      - random-erasing: { p: 0.25 }\n      - mix-up: { alpha: 0.2 }\n```',
    "A recipe's own `augment` writes augmented copies into the shards, beside the records and with their ids as `parent`:",
    '```yaml\naugment:\n  copies: 2\n  seed: 7\n  operations:\n    - random-resized-crop: { size: 224 }\n    - color-jitter: { brightness: 0.4, hue: 0.1 }\n```',
    promises,
    '## Operations on images',
    ...augmentations.flatMap(section),
    '## Operations on batches',
    "In train runs only, after all others. An image's partner is the one before it in the batch. Where a list has both, each batch takes one of them by chance.",
    ...batchAugmentations.flatMap(section),
    '## Operations on texts',
    textIntroduction,
    ...textAugmentations.flatMap(section),
  ]
    .join('\n\n')
    .concat('\n');
}

type Documented = (typeof augmentations | typeof batchAugmentations | typeof textAugmentations)[number];

function section({ name, summary, citation, parameters }: Documented) {
  return [`### ${name}`, summary, `Source: ${citation}`, parameterTable(parameters, 'parameter')];
}
