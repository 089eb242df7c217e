import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { exitCode } from '../exit-code.ts';
import { positiveInteger } from '../parallelism.ts';
import { runs, verb } from '../verb.ts';

interface TrainOptions {
  readonly vocabulary: number;
  readonly out: string;
}

/** `tokenizer train RECIPE|FILES…`: a byte-level BPE tokenizer. */
export function tokenizerVerb(): Command {
  const examples = [
    'tokenizer train documents/*.txt --vocabulary 8000 --out tokenizer.json',
    'tokenizer train recipes/en-text.yaml --vocabulary 32000 --out tokenizer.json',
  ];
  const train = verb('train', 'Train a byte-level BPE tokenizer, in the format of Hugging Face', examples)
    .argument('<inputs...>', 'a recipe, or files: .jsonl (field text), .html, else plain text')
    .requiredOption('--vocabulary <n>', 'number of tokens', positiveInteger)
    .option('--out <file>', 'where to write it', 'tokenizer.json');
  runs<TrainOptions>(train, async ({ vocabulary, out }, output, ...inputs) => {
    const { openCorpus } = await import('../corpus-texts.ts');
    const { trainTokenizer } = await import('../train-tokenizer.ts');
    const { countText, numberText } = await import('../../quality/number-text.ts');
    const corpus = await openCorpus(inputs);
    const trained = await trainTokenizer(corpus.chunks, vocabulary);
    await writeFile(out, trained.json);
    const passedOver = corpus.passedOver();
    if (passedOver > 0) output.line(`${countText(passedOver)} records were dropped or could not be read.`);
    output.line(
      `Wrote ${out}: ${countText(trained.vocabulary)} tokens, ${numberText(trained.bytesPerToken)} bytes a token`,
    );
    await output.result({ vocabulary: trained.vocabulary, bytesPerToken: trained.bytesPerToken, out, passedOver });
    return exitCode.ok;
  });
  return new Command('tokenizer')
    .description('Train a tokenizer')
    .addCommand(train)
    .addHelpText('after', `\nExamples:\n${examples.map((example) => `  $ npx millrace ${example}`).join('\n')}`);
}
