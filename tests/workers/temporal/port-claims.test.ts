import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { extname } from 'node:path';
import { test } from 'node:test';
import { claimPorts, isClaimedByAnother } from '../../../workers/temporal/port-claims.ts';

// Above all ports: no process claims it.
const port = 70_000 + process.pid;

test('a port is claimed for one folder until the last claim is given up', () => {
  const [first, second] = [claimPorts('/a', [port, port + 1]), claimPorts('/a', [port])];
  assert.equal(isClaimedByAnother(port, '/a'), false);
  assert.equal(isClaimedByAnother(port, '/b'), true);
  assert.equal(isClaimedByAnother(port + 1, '/b'), true);
  first();
  assert.equal(isClaimedByAnother(port, '/b'), true);
  second();
  assert.equal(isClaimedByAnother(port, '/b'), false);
});

test('a claim ends with its process', () => {
  const module = new URL(`../../../workers/temporal/port-claims${extname(import.meta.url)}`, import.meta.url).href;
  const script = `const { claimPorts, isClaimedByAnother } = await import(${JSON.stringify(module)});
    claimPorts('/a', [${port}]);
    console.log(isClaimedByAnother(${port}, '/b'));`;
  const claimed = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  assert.equal(claimed.trim(), 'true');
  assert.equal(isClaimedByAnother(port, '/b'), false);
});
