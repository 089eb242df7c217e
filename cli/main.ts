#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import nodeModule from 'node:module';
import { join } from 'node:path';
import { packageRoot } from '../storage/package-root.ts';
import { cacheFolder } from '../wheels/environment.ts';
import { reportError } from './report-error.ts';
import { requireNode } from './require-node.ts';

const { version, engines } = JSON.parse(readFileSync(new URL('package.json', packageRoot), 'utf8')) as {
  readonly version: string;
  readonly engines: { readonly node: string };
};
try {
  requireNode(engines.node);
  // Of a small build's processor time a tenth is compiling code, of hosts too. It must be set before the code is loaded.
  process.env['NODE_COMPILE_CACHE'] ??= join(cacheFolder(process.env), 'compiled-code');
  nodeModule.enableCompileCache(process.env['NODE_COMPILE_CACHE']);
  const { runCommandLine } = await import('./command-line.ts');
  await runCommandLine(version);
} catch (error) {
  reportError(error);
}
