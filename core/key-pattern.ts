/**
 * A test of keys by a pattern: `*` stands for any characters but `/`, `**` for any, a folder `**` also for no folder, `?` for one
 * character but `/`; all else for itself. A key that is the pattern to the letter passes as well.
 */
export function keyPattern(pattern: string): (key: string) => boolean {
  const parts = pattern.split(/(\*\*\/|\*+|\?)/u).map((part, index) => {
    if (index % 2 === 0) return part.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
    if (part === '**/') return '(?:.*/)?';
    return part === '?' ? '[^/]' : part === '*' ? '[^/]*' : '.*';
  });
  const test = new RegExp(`^${parts.join('')}$`, 'su');
  return (key) => key === pattern || test.test(key);
}

/**
 * The names that a record's source answers to: its place, `a.zip!b.jsonl:12`, the place without the record's number, and
 * the file that holds it.
 */
export function namesOfSource(source: string): readonly string[] {
  const place = source.replace(/:\d+(?:-\d+)?$/, '');
  const member = source.indexOf('!');
  return [...new Set([source, place, member < 0 ? place : source.slice(0, member)])];
}
