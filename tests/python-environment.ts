import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { packageRoot } from '../storage/package-root.ts';

const run = promisify(execFile);

/** Other programs that read our files or compute what we compute, pinned, as pip takes them; by the name of their environment. */
const environments = {
  tests: ['pyarrow==26.0.1', 'duckdb==2.0.0', 'polars==2.1.0', 'webdataset==1.0.2'],
  // jsonpath-rw, which mlcroissant needs, is published as source alone.
  card: [
    '--no-binary=jsonpath-rw',
    'jsonpath-rw==1.4.0',
    'mlcroissant==1.1.1',
    'huggingface_hub==2.4.0',
    'pillow==13.0.0',
    'pyarrow==26.0.1',
  ],
  dask: ['dask[dataframe]==2026.8.0', 'pandas==3.1.1', 'pyarrow==26.0.1'],
  // pyspark is published as source alone: 456 MB, with Spark's own Java classes.
  spark: ['--no-binary=pyspark', 'pyspark==4.3.0'],
  // torch brings CUDA's libraries with it: 5 GB, minutes. What it computed stands in fixtures; it checks them where asked for.
  torch: [
    'torch==2.15.0',
    'transformers==5.23.0',
    'onnx==1.23.2',
    'onnxruntime==1.31.1',
    'gguf==0.19.0',
    'safetensors==0.8.0',
    'accelerate==1.15.0',
    'pyarrow==26.0.1',
    'sentencepiece==0.2.3',
    'openai==3.51.0',
  ],
  // llama.cpp itself, as a binary: 34 MB.
  'llama-cpp': ['xllamacpp==2026.10.11549'],
  training: ['safetensors==0.8.0', 'scikit-learn==1.9.1', 'tensorboard==2.21.0', 'setuptools==65.5.0'],
} as const;
type EnvironmentName = keyof typeof environments;

/**
 * Path of a Python with an environment's packages, in `.venv/` of the package: pyarrow, DuckDB, polars, webdataset in `tests`;
 * mlcroissant, Pillow and huggingface_hub in `card`; Dask in `dask`; PySpark, which needs Java 17 as well, in `spark`; PyTorch, transformers, ONNX and GGUF in `torch` (use `torchPython`); llama.cpp in `llama-cpp`; safetensors, scikit-learn and TensorBoard in `training`. The first call
 * makes it, with python3 and pip from the network (about 150 MB, half a minute; `spark` 456 MB); later calls and runs reuse it. Safe to
 * call from several processes at once. Rejects where it cannot be made: skip the test then, with the error's message.
 */
export async function testPython(name: EnvironmentName = 'tests'): Promise<string> {
  const folder = fileURLToPath(new URL(`.venv/${name}/`, packageRoot));
  const lock = fileURLToPath(new URL(`.venv/${name}.lock/`, packageRoot));
  const python = `${folder}bin/python`;
  if (await isReady(folder, name)) return python;
  await takeLock(lock);
  try {
    if (!(await isReady(folder, name))) await make(folder, python, name);
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
  return python;
}

async function make(folder: string, python: string, name: EnvironmentName): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await run('python3', ['-m', 'venv', folder]);
  const options = ['--quiet', '--disable-pip-version-check', '--only-binary=:all:'];
  await run(python, ['-m', 'pip', 'install', ...options, ...environments[name]], { timeout: 300_000 });
  await writeFile(markerOf(folder), JSON.stringify(environments[name]));
}

async function isReady(folder: string, name: EnvironmentName): Promise<boolean> {
  return (await readFile(markerOf(folder), 'utf8').catch(() => '')) === JSON.stringify(environments[name]);
}

function markerOf(folder: string): string {
  return `${folder}millrace-packages.json`;
}

/** The lock is a folder with its owner's process id; one whose owner is gone is taken over. */
async function takeLock(lock: string): Promise<void> {
  const owner = `${lock}owner`;
  await mkdir(dirname(lock), { recursive: true });
  for (;;) {
    try {
      await mkdir(lock);
      await writeFile(owner, String(process.pid));
      return;
    } catch {
      const pid = Number(await readFile(owner, 'utf8').catch(() => '0'));
      if (pid > 0 && !isRunning(pid)) await rm(lock, { recursive: true, force: true });
      await setTimeout(200);
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
