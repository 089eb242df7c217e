import { execFile } from 'node:child_process';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { MillraceError } from '../../core/errors.ts';
import { packageRoot } from '../../storage/package-root.ts';
import { type DistributedEngine, distributedEngines } from './distribution.ts';

/** Python modules that an engine needs, by the names under which pip installs them. */
const modulesOf: Readonly<Record<DistributedEngine, Readonly<Record<string, string>>>> = {
  torchrun: { numpy: 'numpy', pyarrow: 'pyarrow', torch: 'torch' },
  deepspeed: { numpy: 'numpy', pyarrow: 'pyarrow', torch: 'torch', deepspeed: 'deepspeed' },
  accelerate: { numpy: 'numpy', pyarrow: 'pyarrow', torch: 'torch', accelerate: 'accelerate' },
  tf: { numpy: 'numpy', pyarrow: 'pyarrow', tensorflow: 'tensorflow' },
};

/** Oldest Python that `python/` runs on. */
const oldest = [3, 10] as const;
const askLimitMs = 30_000;

// Looks for modules without loading them, which takes seconds.
const question = `
import importlib.util, json, sys
found = [name for name in sys.argv[1:] if importlib.util.find_spec(name) is not None]
print(json.dumps({"version": list(sys.version_info[:3]), "found": found}))
`;
const answerSchema = z.object({ version: z.tuple([z.int(), z.int(), z.int()]), found: z.array(z.string()) });

/** Whether Python can train with an engine; `hint` says what to do where it cannot. */
export interface PythonStatus {
  readonly engine: DistributedEngine;
  /** The interpreter that `MILLRACE_PYTHON` names, else `python3`. */
  readonly python: string;
  readonly ok: boolean;
  readonly found: string;
  readonly hint: string | null;
}

/** The interpreter that trains: `MILLRACE_PYTHON`, else `python3`. */
export function pythonOf(env: NodeJS.ProcessEnv): string {
  const named = env['MILLRACE_PYTHON'] ?? '';
  return named === '' ? 'python3' : named;
}

/** The environment in which the interpreter finds `python/` of this package. */
export function pythonEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = fileURLToPath(new URL('python/', packageRoot));
  const before = env['PYTHONPATH'] ?? '';
  return { ...env, PYTHONPATH: before === '' ? own : `${own}${delimiter}${before}` };
}

/** Looks for what engines need of Python; loads none of it. */
export async function pythonStatus(
  engines: readonly DistributedEngine[],
  env: NodeJS.ProcessEnv,
): Promise<readonly PythonStatus[]> {
  const python = pythonOf(env);
  const names = [...new Set(engines.flatMap((engine) => Object.keys(modulesOf[engine])))];
  const answer = await ask(python, names, env);
  return engines.map((engine) => ({ engine, python, ...judged(python, engine, answer) }));
}

/** What Python here can train with, as one line; a machine without any of it is in order. */
export async function pythonSummary(env: NodeJS.ProcessEnv): Promise<string> {
  const statuses = await pythonStatus(distributedEngines, env);
  const named = (list: readonly PythonStatus[]): string => list.map(({ engine }) => engine).join(', ');
  const able = statuses.filter(({ ok }) => ok);
  const [unable] = statuses.filter(({ ok }) => !ok);
  if (able.length === statuses.length) return `${pythonOf(env)} trains by ${named(able)}`;
  const first = able.length === 0 ? `no --engine of ${pythonOf(env)}` : `${pythonOf(env)} trains by ${named(able)}`;
  return `${first}; for ${unable?.engine}: ${unable?.found}; ${unable?.hint}`;
}

/** Throws MillraceError `no-python` (usage) where Python cannot train with an engine. */
export async function requirePython(engine: DistributedEngine, env: NodeJS.ProcessEnv): Promise<void> {
  const [status] = await pythonStatus([engine], env);
  if (status === undefined || status.ok) return;
  throw new MillraceError('no-python', `the engine ${engine} cannot run: ${status.found}`, {
    kind: 'usage',
    at: status.python,
    ...(status.hint === null ? {} : { hint: status.hint }),
  });
}

type Answer = z.infer<typeof answerSchema> | undefined;

async function ask(python: string, names: readonly string[], env: NodeJS.ProcessEnv): Promise<Answer> {
  try {
    const { stdout } = await promisify(execFile)(python, ['-c', question, ...names], { env, timeout: askLimitMs });
    return answerSchema.parse(JSON.parse(stdout));
  } catch {
    return undefined;
  }
}

function judged(
  python: string,
  engine: DistributedEngine,
  answer: Answer,
): Pick<PythonStatus, 'ok' | 'found' | 'hint'> {
  const modules = modulesOf[engine];
  const choose = 'set MILLRACE_PYTHON to the interpreter that has them';
  if (answer === undefined) {
    const hint = `install Python ${oldest.join('.')} or later, then ${pip('python3', Object.values(modules))}, or ${choose}`;
    return { ok: false, found: `${python} does not run`, hint };
  }
  const [major, minor] = answer.version;
  const version = `Python ${answer.version.join('.')}`;
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
    return { ok: false, found: `${python} is ${version}, older than ${oldest.join('.')}`, hint: choose };
  }
  const missing = Object.keys(modules).filter((name) => !answer.found.includes(name));
  if (missing.length === 0)
    return { ok: true, found: `${version} with ${Object.keys(modules).join(', ')}`, hint: null };
  const packages = missing.map((name) => modules[name] ?? name);
  return {
    ok: false,
    found: `${version} has no ${missing.join(', ')}`,
    hint: `${pip(python, packages)}, or ${choose}`,
  };
}

function pip(python: string, packages: readonly string[]): string {
  return `${python} -m pip install ${packages.join(' ')}`;
}
