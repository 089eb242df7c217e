import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path/posix';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../storage/package-root.ts';

/** Which folders a folder may import from, beside itself: arrows go one way. `types` may be imported as types only. */
const layers: Record<string, { readonly values: readonly string[]; readonly types?: readonly string[] }> = {
  core: { values: [] },
  storage: { values: ['core'] },
  shards: { values: ['core', 'storage'] },
  pipelines: { values: ['core', 'storage', 'shards'] },
  quality: { values: ['core', 'storage', 'shards'] },
  wheels: { values: ['core'] },
  streaming: { values: ['core', 'storage', 'shards', 'pipelines'] },
  training: { values: ['core', 'storage', 'shards', 'pipelines', 'quality', 'streaming', 'wheels'] },
  recipes: { values: ['core', 'storage', 'shards', 'pipelines', 'quality', 'streaming', 'training'] },
  serving: { values: ['core', 'storage', 'shards', 'pipelines', 'quality', 'streaming', 'training'] },
  workflows: { values: [], types: ['core'] },
  workers: {
    values: [
      ...['core', 'storage', 'shards', 'pipelines', 'quality', 'wheels', 'streaming', 'training', 'recipes'],
      'workflows',
    ],
  },
  cli: {
    values: [
      ...['core', 'storage', 'shards', 'pipelines', 'quality', 'wheels', 'streaming', 'training', 'recipes'],
      ...['serving', 'workflows', 'workers'],
    ],
  },
  api: {
    values: ['core', 'storage', 'shards', 'pipelines', 'quality', 'streaming', 'training', 'recipes'],
  },
  examples: {
    values: ['core', 'storage', 'shards', 'pipelines', 'quality', 'streaming', 'training', 'recipes', 'workers'],
  },
};
const outside = ['benchmarks', 'tests'];
const rootFiles = new Set([
  '.gitignore',
  '.npmrc',
  'AGENTS.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'LICENSE',
  'NOTICE',
  'README.md',
  'README.zh.md',
  'biome.json',
  'package-lock.json',
  'package.json',
  'tsconfig.json',
]);
const bannedNames =
  /(^|[/.-])(utils?|helpers?|common|misc|lib|managers?|services?|handlers?|processors?|wrappers?|v2|new|enhanced)([/.-]|$)/;
const ignored = new Set(['node_modules', 'dist', '.git', '.millrace', '.venv', '.cache']);
const root = fileURLToPath(packageRoot);

/** Type escapes that have a reason; the reason stands where they are. */
const escapesAllowed: Readonly<Record<string, number>> = {
  // A stream in memory that passes for a terminal: the type of a real one has fifty members that no code asks for.
  'tests/cli/progress.test.ts': 1,
};

interface Import {
  readonly from: string;
  readonly specifier: string;
  readonly typeOnly: boolean;
  readonly dynamic: boolean;
}

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (ignored.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
}

const files = filesUnder('.');
const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));
const text = (file: string): string => readFileSync(join(root, file), 'utf8');

/** Prose may use any word. */
function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
}

/** Static, re-export, side-effect and dynamic imports of a file. */
function importsOf(file: string): Import[] {
  const pattern =
    /(?:^|[;\n])\s*(import|export)(\s+type\b)?(?:[^'";]*?\bfrom)?\s*['"]([^'"]+)['"]|\b(import)\(\s*['"]([^'"]+)['"]/g;
  return [...text(file).matchAll(pattern)].map((match) => ({
    from: file,
    specifier: match[3] ?? match[5] ?? '',
    typeOnly: match[2] !== undefined || isTypeOnly(match[0]),
    dynamic: match[4] !== undefined,
  }));
}

/** `import { type A, type B } from` brings no value either. */
function isTypeOnly(statement: string): boolean {
  const names = /\{([^}]*)\}/
    .exec(statement)?.[1]
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names !== undefined && names.length > 0 && names.every((name) => name.startsWith('type '));
}

function folderOf(file: string): string {
  return file.split('/')[0] ?? '';
}

function problemOf({ from, specifier, typeOnly }: Omit<Import, 'dynamic'>): string | undefined {
  const folder = folderOf(from);
  const rule = layers[folder];
  if (rule === undefined) return undefined;
  if (!specifier.startsWith('.')) {
    if (folder === 'core') return `${from} imports ${specifier}: core imports nothing`;
    if (folder === 'workflows' && !['@temporalio/workflow', '@temporalio/common'].includes(specifier)) {
      return `${from} imports ${specifier}: workflows import the workflow SDK only`;
    }
    return undefined;
  }
  const target = folderOf(relative('.', join(dirname(from), specifier)));
  if (target === folder || rule.values.includes(target)) return undefined;
  if (typeOnly && rule.types?.includes(target)) return undefined;
  return `${from} imports ${specifier}: ${folder} may import ${[folder, ...rule.values].join(', ')}`;
}

test('imports follow the layers', () => {
  const problems = sources.flatMap(importsOf).flatMap((each) => problemOf(each) ?? []);
  assert.deepEqual(problems, []);
});

/** What loading a file loads with it: files, and packages. */
function loadedBy(entry: string): { readonly files: ReadonlySet<string>; readonly packages: ReadonlySet<string> } {
  const reached = new Set([entry]);
  const packages = new Set<string>();
  for (const file of reached) {
    for (const { specifier, typeOnly, dynamic } of importsOf(file)) {
      if (typeOnly || dynamic || specifier.startsWith('node:')) continue;
      if (specifier.startsWith('.')) reached.add(join(dirname(file), specifier));
      else packages.add(specifier);
    }
  }
  return { files: reached, packages };
}

test('the command line loads a verb only to run it', () => {
  const { files: loaded, packages } = loadedBy('cli/program.ts');
  assert.deepEqual([...packages], ['commander']);
  assert.deepEqual(
    [...loaded].filter((file) => !/^(cli|core)\//.test(file) && importsOf(file).some((each) => !each.typeOnly)),
    [],
  );
});

test('the rule sees every kind of import', () => {
  const planted = [
    { from: 'core/x.ts', specifier: 'node:fs', typeOnly: false },
    { from: 'core/x.ts', specifier: '../shards/fates.ts', typeOnly: true },
    { from: 'workflows/x.ts', specifier: '../workers/build.ts', typeOnly: false },
    { from: 'workflows/x.ts', specifier: 'zod', typeOnly: false },
    { from: 'pipelines/filters/x.ts', specifier: '../../workers/worker.ts', typeOnly: false },
  ];
  for (const each of planted) assert.notEqual(problemOf(each), undefined, `${each.from} ${each.specifier}`);
  assert.equal(problemOf({ from: 'workers/x.ts', specifier: '../core/fate.ts', typeOnly: false }), undefined);
});

test('every folder of sources has its place', () => {
  const known = [...Object.keys(layers), ...outside, 'python', 'docs', '.ci'];
  const found = new Set(files.filter((file) => file.includes('/')).map(folderOf));
  assert.deepEqual(
    [...found].filter((folder) => !known.includes(folder)),
    [],
  );
  assert.deepEqual(
    files.filter((file) => !file.includes('/') && !rootFiles.has(file)),
    [],
  );
});

test('files are named for one concept and stay short', () => {
  assert.deepEqual(
    sources.filter((file) => bannedNames.test(file)),
    [],
  );
  assert.deepEqual(
    sources.filter((file) => file.endsWith('/index.ts') && file !== 'workflows/index.ts'),
    [],
  );
  assert.deepEqual(
    sources.filter((file) => text(file).split('\n').length > 400),
    [],
  );
});

test('nothing that reaches a shard asks the clock, chance or locale', () => {
  const deterministic = ['core', 'shards', 'pipelines', 'recipes', 'workflows'];
  const banned = /\bDate\.now\(|\bMath\.random\(|\blocaleCompare\(|\btoLocale\w*\(|\brandomUUID\(/;
  const found = sources.filter((file) => deterministic.includes(folderOf(file)) && banned.test(text(file)));
  assert.deepEqual(found, []);
});

test('workflows use no globals that the sandbox lacks', () => {
  const banned = /(?<![.\w'])(Buffer|process|crypto|setImmediate|fetch)\b(?!['\w:])/;
  const found = sources.filter((file) => folderOf(file) === 'workflows' && banned.test(withoutComments(text(file))));
  assert.deepEqual(found, []);
});

test('type escapes are counted', () => {
  const escapes = /\bas any\b|\bas unknown as\b|@ts-(ignore|expect-error)/g;
  const found: Record<string, number> = {};
  for (const file of sources) {
    if (file === 'tests/architecture.test.ts') continue;
    const count = withoutComments(text(file)).match(escapes)?.length ?? 0;
    if (count > 0) found[file] = count;
  }
  assert.deepEqual(found, escapesAllowed);
});

test('dependencies are pinned to exact versions', () => {
  const { dependencies, devDependencies } = JSON.parse(text('package.json')) as Record<string, Record<string, string>>;
  const ranges = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
  );
  assert.deepEqual(ranges, []);
});

test('the lockfile holds every platform of every optional dependency, else npm ci refuses it', () => {
  const { packages } = JSON.parse(text('package-lock.json')) as {
    packages: Record<string, { readonly optionalDependencies?: Record<string, string> }>;
  };
  const locked = new Set(Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, '')));
  const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies));
  assert.deepEqual(
    wanted.filter((name) => !locked.has(name)),
    [],
  );
  assert.ok(wanted.length > 0);
});
