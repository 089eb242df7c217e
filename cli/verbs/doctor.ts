import type { Command } from 'commander';
import { exitCode } from '../exit-code.ts';
import { runs, verb } from '../verb.ts';

interface DoctorOptions {
  readonly fetch?: boolean;
}

/** `doctor`: what builds and training need from this machine, and what to do where something is missing. */
export function doctorVerb(): Command {
  const command = verb('doctor', 'Look for what builds and training need, and say how to get what is missing', [
    'doctor',
    'doctor --fetch',
    'doctor --json',
  ]).option('--fetch', 'fetch what the first use would fetch: the Temporal CLI and TensorFlow');
  return runs<DoctorOptions>(command, async ({ store, fetch }, output) => {
    const { openStorage } = await import('../../storage/open-storage.ts');
    const { machineFolder } = await import('../../workers/machine-folder.ts');
    const { checkRemoteStore } = await import('../writable-store.ts');
    const { checkMachine } = await import('../../workers/temporal/check.ts');
    const { pythonSummary } = await import('../../training/distributed/python.ts');
    const { tensorflowStatus } = await import('../../training/backend/status.ts');
    if (fetch === true) {
      const { fetchForFirstUse } = await import('../first-use.ts');
      await fetchForFirstUse(process.env, output.line);
    }
    const storage = openStorage(store);
    const forStore = await checkRemoteStore(storage);
    const forBuilds = [
      ...(await checkMachine(machineFolder(storage), process.env)),
      ...(forStore === undefined ? [] : [forStore]),
    ];
    const forTraining = (await tensorflowStatus(process.env)).map(({ device, ...check }) => ({
      name: `tensorflow-${device}`,
      ...check,
    }));
    // Without it training runs in one process, so nothing is missing.
    const python = { name: 'python', ok: true, found: await pythonSummary(process.env), hint: null };
    const checks = [...forBuilds, ...forTraining, python];
    for (const { name, ok, found } of checks)
      output.line(`${ok ? 'ok     ' : 'MISSING'}  ${name.padEnd(14)}  ${found}`);
    for (const { name, hint } of checks) if (hint !== null) output.line(`${name}: ${hint}`);
    const ok = checks.every((check) => check.ok);
    const uses = forBuilds.every((check) => check.ok) ? 'training needs' : 'a build needs';
    output.line(ok ? 'Everything that builds and training need is here.' : `Not all that ${uses} is here.`);
    await output.result({ ok, checks });
    return ok ? exitCode.ok : exitCode.failed;
  });
}
