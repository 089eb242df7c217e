import { Command } from 'commander';
import { approveVerb } from './verbs/approve.js';
import { buildVerb } from './verbs/build.js';
import { cardVerb } from './verbs/card.js';
import { classifierVerb } from './verbs/classifier.js';
import { diffVerb } from './verbs/diff.js';
import { doctorVerb } from './verbs/doctor.js';
import { evalVerb } from './verbs/eval.js';
import { exportVerb } from './verbs/export.js';
import { fatesVerb } from './verbs/fates.js';
import { gcVerb } from './verbs/gc.js';
import { lsVerb } from './verbs/ls.js';
import { ngramVerb } from './verbs/ngram.js';
import { rejectVerb } from './verbs/reject.js';
import { runVerb } from './verbs/run.js';
import { scheduleVerb } from './verbs/schedule.js';
import { showVerb } from './verbs/show.js';
import { statusVerb } from './verbs/status.js';
import { streamVerb } from './verbs/stream.js';
import { tokenizerVerb } from './verbs/tokenizer.js';
import { trainVerb } from './verbs/train.js';
import { tryVerb } from './verbs/try.js';
import { upVerb } from './verbs/up.js';
import { verifyVerb } from './verbs/verify.js';
import { whyVerb } from './verbs/why.js';
import { workerVerb } from './verbs/worker.js';
/** The command line: every verb, and what holds for all of them. Commander's own refusals throw a CommanderError. */
export function createProgram(version) {
    const program = new Command('millrace')
        .description('Clean, explainable, repeatable datasets, from raw files to training shards.')
        .version(version)
        .addHelpText('after', '\nExamples:\n  $ npx millrace doctor\n  $ npx millrace build recipes/en-text.yaml\n  $ npx millrace build --help');
    const verbs = [
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
    const versions = [diffVerb(), approveVerb(), rejectVerb()];
    const training = [runVerb(), streamVerb(), trainVerb(), evalVerb()];
    const operations = [scheduleVerb(), upVerb(), workerVerb(), statusVerb(), doctorVerb(), gcVerb()];
    for (const verb of [...verbs, ...versions, ...training, ...operations])
        program.addCommand(verb);
    for (const command of [program, ...program.commands, ...program.commands.flatMap(({ commands }) => commands)])
        command.exitOverride().showHelpAfterError('(add --help for usage and examples)');
    return program;
}
//# sourceMappingURL=program.js.map