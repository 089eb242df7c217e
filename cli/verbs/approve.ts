import type { Command } from 'commander';
import { decides } from '../review/decision-verb.ts';
import { verb } from '../verb.ts';

/** `approve NAME[@V]`: moves `latest` to a version in spite of its gates. */
export function approveVerb(): Command {
  const command = verb('approve', 'Accept a version whose gates failed: latest moves to it, its schedule goes on', [
    'approve docs-en@3',
    `approve docs-en --note 'the site really lost its blog'`,
  ]);
  return decides(command, 'approved');
}
