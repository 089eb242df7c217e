import { writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { exitCode } from '../exit-code.ts';
import { noText } from '../no-text.ts';
import { positiveInteger } from '../parallelism.ts';
import { runs, verb } from '../verb.ts';

interface TrainOptions {
  readonly order: number;
  readonly vocabulary: number;
  readonly tokenizer?: string;
  readonly atLeast: readonly number[];
  readonly out: string;
}

/** `ngram train RECIPE|FILES…`: the model of the stage `perplexity`. */
export function ngramVerb(): Command {
  const examples = [
    'ngram train good/*.jsonl --out good.ngrams',
    'ngram train recipes/en-text.yaml --tokenizer tokenizer.json --order 4 --out good.ngrams',
  ];
  const train = verb('train', 'Learn which token follows which, for the stage perplexity', examples)
    .argument('<inputs...>', 'a recipe, or files: .jsonl (field text), .html, else plain text')
    .option('--order <n>', 'tokens in the longest n-gram, 2 to 6', orderOf, 5)
    .option('--vocabulary <n>', 'tokens of the tokenizer that is trained on the same texts', positiveInteger, 8000)
    .option('--tokenizer <file>', 'a tokenizer.json to use instead')
    .option(
      '--at-least <counts>',
      'how often an n-gram must occur to be kept, for each length; the last holds for longer ones',
      countsOf,
      [1, 1, 2],
    )
    .option('--out <file>', 'where to write it', 'model.ngrams');
  runs<TrainOptions>(train, async ({ order, vocabulary, tokenizer, atLeast, out }, output, ...inputs) => {
    const { openCorpus } = await import('../corpus-texts.ts');
    const { readTokenizer } = await import('../read-tokenizer.ts');
    const { trainTokenizer } = await import('../train-tokenizer.ts');
    const { trainNgrams } = await import('../../pipelines/perplexity/train-ngrams.ts');
    const { formatByteSize } = await import('../../core/byte-size.ts');
    const { countText } = await import('../../quality/number-text.ts');
    const json =
      tokenizer === undefined
        ? (await trainTokenizer((await openCorpus(inputs)).chunks, vocabulary)).json
        : await readTokenizer(tokenizer);
    const corpus = await openCorpus(inputs);
    const limits = Array.from({ length: order }, (_, place) => atLeast[Math.min(place, atLeast.length - 1)] ?? 1);
    const trained = await trainNgrams(corpus.chunks, json, { order, atLeast: limits });
    if (trained.tokens === 0) throw noText();
    await writeFile(out, trained.bytes);
    const passedOver = corpus.passedOver();
    if (passedOver > 0) output.line(`${countText(passedOver)} records were dropped or could not be read.`);
    const { texts, tokens, ngrams, bytes } = trained;
    output.line(`Wrote ${out}: ${countText(ngrams)} n-grams, ${formatByteSize(bytes.length)}`);
    output.line(`Learned from ${countText(texts)} texts with ${countText(tokens)} tokens.`);
    output.line(`In a recipe:  - perplexity: { model: ${out}, max: … }`);
    await output.result({ order, texts, tokens, ngrams, bytes: bytes.length, out, passedOver });
    return exitCode.ok;
  });
  return new Command('ngram')
    .description('Train the n-gram model of the stage perplexity')
    .addCommand(train)
    .addHelpText('after', `\nExamples:\n${examples.map((example) => `  $ npx millrace ${example}`).join('\n')}`);
}

function orderOf(text: string): number {
  const order = positiveInteger(text);
  if (order < 2 || order > 6) throw new InvalidArgumentError('expected 2 to 6');
  return order;
}

function countsOf(text: string): readonly number[] {
  const counts = text.split(',').map(positiveInteger);
  if (counts[0] !== 1) throw new InvalidArgumentError('expected 1 first: every token is kept');
  if (counts.some((count, place) => count < (counts[place - 1] ?? 1)))
    throw new InvalidArgumentError('expected counts that do not fall');
  return counts;
}
