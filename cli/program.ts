import { Command } from 'commander';
import { approveVerb } from './verbs/approve.ts';
import { buildVerb } from './verbs/build.ts';
import { cardVerb } from './verbs/card.ts';
import { checkVerb } from './verbs/check.ts';
import { classifierVerb } from './verbs/classifier.ts';
import { compressVerb } from './verbs/compress.ts';
import { diffVerb } from './verbs/diff.ts';
import { doctorVerb } from './verbs/doctor.ts';
import { evalVerb } from './verbs/eval.ts';
import { exportVerb } from './verbs/export.ts';
import { exportModelVerb } from './verbs/export-model.ts';
import { fatesVerb } from './verbs/fates.ts';
import { forgetVerb } from './verbs/forget.ts';
import { gcVerb } from './verbs/gc.ts';
import { initVerb } from './verbs/init.ts';
import { lsVerb } from './verbs/ls.ts';
import { ngramVerb } from './verbs/ngram.ts';
import { rejectVerb } from './verbs/reject.ts';
import { runVerb } from './verbs/run.ts';
import { sampleVerb } from './verbs/sample.ts';
import { scheduleVerb } from './verbs/schedule.ts';
import { serveVerb } from './verbs/serve.ts';
import { showVerb } from './verbs/show.ts';
import { statusVerb } from './verbs/status.ts';
import { streamVerb } from './verbs/stream.ts';
import { tokenizerVerb } from './verbs/tokenizer.ts';
import { trainVerb } from './verbs/train.ts';
import { tryVerb } from './verbs/try.ts';
import { upVerb } from './verbs/up.ts';
import { verifyVerb } from './verbs/verify.ts';
import { whyVerb } from './verbs/why.ts';
import { workerVerb } from './verbs/worker.ts';

/** The command line: every verb, and what holds for all of them. Commander's own refusals throw a CommanderError. */
export function createProgram(version: string): Command {
  const program = new Command('millrace')
    .description('Clean, explainable, repeatable datasets, from raw files to training shards.')
    .version(version)
    .addHelpText(
      'after',
      '\nExamples:\n  $ npx millrace doctor\n  $ npx millrace check recipes/en-text.yaml\n  $ npx millrace build recipes/en-text.yaml\n  $ npx millrace build --help',
    );
  const verbs = [
    initVerb(),
    checkVerb(),
    buildVerb(),
    tryVerb(),
    lsVerb(),
    showVerb(),
    whyVerb(),
    fatesVerb(),
    verifyVerb(),
    cardVerb(),
    exportVerb(),
    tokenizerVerb(),
    ngramVerb(),
    classifierVerb(),
  ];
  const versions = [diffVerb(), approveVerb(), rejectVerb(), forgetVerb()];
  const learning = [runVerb(), streamVerb(), trainVerb(), evalVerb(), compressVerb()];
  const training = [...learning, sampleVerb(), exportModelVerb(), serveVerb()];
  const operations = [scheduleVerb(), upVerb(), workerVerb(), statusVerb(), doctorVerb(), gcVerb()];
  for (const verb of [...verbs, ...versions, ...training, ...operations]) program.addCommand(verb);
  for (const command of [program, ...program.commands, ...program.commands.flatMap(({ commands }) => commands)])
    command.exitOverride().showHelpAfterError('(add --help for usage and examples)');
  return program;
}
