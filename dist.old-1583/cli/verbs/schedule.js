import { Command } from 'commander';
import { deleteCommand, pauseCommand, resumeCommand } from '../schedule/change.js';
import { createCommand } from '../schedule/create.js';
import { listCommand, showCommand } from '../schedule/look.js';
import { backfillCommand, triggerCommand } from '../schedule/start.js';
/** `schedule create|list|show|pause|resume|trigger|backfill|delete`: builds that start by themselves. */
export function scheduleVerb() {
    const examples = [
        'schedule create daily.yaml',
        'schedule list',
        'schedule backfill daily --from 2026-11-16 --to 2026-11-22',
        'up --worker',
    ];
    const command = new Command('schedule')
        .description('Builds that start by themselves, as the recipe says')
        .addHelpText('after', `\nExamples:\n${examples.map((example) => `  $ npx millrace ${example}`).join('\n')}`);
    for (const each of [createCommand(), listCommand(), showCommand(), pauseCommand(), resumeCommand()])
        command.addCommand(each);
    for (const each of [triggerCommand(), backfillCommand(), deleteCommand()])
        command.addCommand(each);
    return command;
}
//# sourceMappingURL=schedule.js.map