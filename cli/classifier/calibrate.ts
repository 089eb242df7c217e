import type { Command } from 'commander';
import { exitCode } from '../exit-code.ts';
import { noText } from '../no-text.ts';
import { runs, verb } from '../verb.ts';
import { shareOf } from './option-values.ts';

export const calibrateExamples = [
  'classifier calibrate good.classifier crawl/*.jsonl --keep 0.2',
  'classifier calibrate good.classifier crawl.yaml --keep 0.1',
];

interface CalibrateOptions {
  readonly keep: number;
  readonly text: string;
  readonly class?: string;
}

/** `classifier calibrate MODEL FILES|RECIPE|NAME[@V] --keep SHARE`: the limit of `quality-classifier` that keeps a share. */
export function calibrateCommand(): Command {
  const command = verb('calibrate', 'Find the threshold that keeps a share of some texts', calibrateExamples)
    .argument('<model>', 'a classifier')
    .argument('<inputs...>', 'files (.jsonl, .html, else plain text), a recipe, or a version: NAME[@V]')
    .requiredOption('--keep <share>', 'share of the texts to keep, above 0 and below 1', shareOf)
    .option('--text <field>', 'column of the text in .jsonl files', 'text')
    .option('--class <label>', 'the label whose probability counts; the positive one of the model by default');
  return runs<CalibrateOptions>(command, async (options, output, model = '', ...inputs) => {
    const { keep, text, store } = options;
    const { openInputDocuments } = await import('./input-documents.ts');
    const { classOf, openClassifierFile } = await import('../../pipelines/classifier/open-classifier-file.ts');
    const { keepThreshold } = await import('../../pipelines/classifier/keep-threshold.ts');
    const { countText, shareText } = await import('../../quality/number-text.ts');
    const classifier = openClassifierFile(model);
    const place = classOf(classifier, options.class, '--class');
    const corpus = await openInputDocuments({ inputs, text, label: undefined, store });
    const scores: number[] = [];
    for await (const chunk of corpus.chunks)
      for (const document of chunk) scores.push(classifier.probabilities(document.text)[place] as number);
    if (scores.length === 0) throw noText();
    const { threshold, kept, tied } = keepThreshold(Float64Array.from(scores), keep);
    const passedOver = corpus.passedOver();
    if (passedOver > 0) output.line(`${countText(passedOver)} records were dropped or could not be read.`);
    const equal = tied === 1 ? '' : `; ${countText(tied)} have the same score, which a threshold keeps together`;
    output.line(
      `Keeps ${countText(kept)} of ${countText(scores.length)} texts, ${shareText(kept, scores.length)}${equal}.`,
    );
    const label = options.class === undefined ? '' : `, label: ${JSON.stringify(options.class)}`;
    const yaml = `- quality-classifier: { model: ${JSON.stringify(model)}${label}, min: ${threshold} }`;
    output.line('In a recipe, where the path is relative to its folder:');
    output.line(`  ${yaml}`);
    await output.result({ threshold, texts: scores.length, kept, tied, keep, passedOver, yaml });
    return exitCode.ok;
  });
}
