import type { Command } from 'commander';
import { exitCode } from '../exit-code.ts';
import { runs, verb } from '../verb.ts';

/** `doctor`: what a build needs from this machine, and what to do where something is missing. */
export function doctorVerb(): Command {
  const command = verb('doctor', 'Look for what a build needs, and say how to get what is missing', [
    'doctor',
    'doctor --json',
  ]);
  return runs(command, async ({ store }, output) => {
    const { checkMachine } = await import('../../workers/temporal/check.ts');
    const checks = await checkMachine(store, process.env);
    const ok = checks.every((check) => check.ok);
    for (const { name, ok, found } of checks)
      output.line(`${ok ? 'ok     ' : 'MISSING'}  ${name.padEnd(12)}  ${found}`);
    for (const { name, hint } of checks) if (hint !== null) output.line(`${name}: ${hint}`);
    output.line(ok ? 'Everything that a build needs is here.' : 'Not all that a build needs is here.');
    await output.result({ ok, checks });
    return ok ? exitCode.ok : exitCode.failed;
  });
}
