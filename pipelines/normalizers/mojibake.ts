import { isMisread, leadOf, type Neighbours } from './misread-evidence.ts';
import { decodeRun } from './misread-sequences.ts';
import { continuationClass, windows1252Char } from './windows-1252.ts';

// Text that was misread more often than this is beyond repair.
const maxPasses = 4;

const continuation = `[${continuationClass}]`;
const misreadRun = new RegExp(
  `(?:[\\u00c2-\\u00df]${continuation}|[\\u00e0-\\u00ef]${continuation}{2}|[\\u00f0-\\u00f4]${continuation}{3})+`,
  'g',
);
const c1Control = /[\u0080-\u009f]/g;
const suspicious = new RegExp(`[\\u0080-\\u009f]|[\\u00c2-\\u00f4]${continuation}`);

/**
 * Repairs UTF-8 that was read as windows-1252 or Latin-1, up to four times over (`donâ€™t`, `nÃƒÂ©`), and then takes C1
 * control characters for the windows-1252 characters of their number. Whole sequences only, and only those that a writer is not
 * likely to have meant as they stand; other text comes back as it is. Linear.
 * Source: the idea is ftfy's (R. Speer, https://doi.org/10.5281/zenodo.2591652); the rules are our own.
 */
export function fixMojibake(text: string): string {
  if (!suspicious.test(text)) return text;
  let fixed = text;
  for (let pass = 0; pass < maxPasses; pass++) {
    const before = fixed;
    fixed = repairOnce(before);
    if (fixed === before) break;
  }
  return fixed.replace(c1Control, windows1252Char);
}

function repairOnce(text: string): string {
  // Letters of a script that stand alone (`Ð¸`) are repaired where longer runs prove that script.
  const proven = new Set<string>();
  for (const { 0: run, index } of text.matchAll(misreadRun)) {
    const sequences = decodeRun(run);
    if (sequences === undefined || !isMisread(sequences, neighbours(text, index, run.length), none)) continue;
    for (const { chars } of sequences) proven.add(leadOf(chars));
  }
  if (proven.size === 0) return text;
  return text.replace(misreadRun, (run, index: number) => {
    const sequences = decodeRun(run);
    if (sequences === undefined || !isMisread(sequences, neighbours(text, index, run.length), proven)) return run;
    return sequences.map(({ decoded }) => decoded).join('');
  });
}

const none: ReadonlySet<string> = new Set();

function neighbours(text: string, index: number, length: number): Neighbours {
  return { before: text.charAt(index - 1), after: text.charAt(index + length) };
}
