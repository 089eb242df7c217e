/** Writes text as a browser lays it out: white space folded, breaks held back until something follows them. */
export interface TextWriter {
  /** Text in which runs of white space are one space; at line starts and ends there is none. */
  write(text: string): void;
  /** Text as it is, on one line or many; '' only begins the line. */
  writeVerbatim(text: string): void;
  /** At least this many line feeds before what comes next; more than two never follow each other. */
  breakLine(lineFeeds: 1 | 2): void;
  /** One line feed more before what comes next, two at most. */
  addLineBreak(): void;
  /** A separator before what comes next, unless that begins a line. */
  separate(separator: string): void;
  /** Puts a list marker or the like before the next text, for the last `replaced` characters of that line's prefix. */
  startNextLineWith(marker: string, replaced?: number): void;
  /** Text at the start of each line from the next one on. */
  prefixLinesWith(prefix: string): void;
  /**
   * Marks around what is written up to `closeMark` of that name; none around nothing, and none across lines: each line
   * has its own, or, with `once`, only the first.
   */
  openMark(name: string, open: string, close: string, once?: boolean): void;
  closeMark(name: string): void;
  text(): string;
}

interface Mark {
  readonly name: string;
  readonly open: string;
  readonly close: string;
  readonly once: boolean;
  written: boolean;
}

/** A line that was begun and has nothing in it yet but its prefix and marker: where it ends, and what was before it. */
interface BegunLine {
  /** The text before it, whole: cutting it out of the longer text would copy that for each such line. */
  readonly before: string;
  readonly end: number;
  readonly lineFeeds: number;
  readonly marker: string;
  readonly markerReplaces: number;
  readonly writtenPrefix: string;
}

// The no-break space too: pages use it for layout, and in text it is a trap for whoever splits words.
const blanks = /[\t\n\f\r \u00a0]+/g;
const maxMarks = 8;

export function openTextWriter(): TextWriter {
  let out = '';
  let lineFeeds = 0;
  let gap = '';
  let marker = '';
  let markerReplaces = 0;
  let prefix = '';
  let writtenPrefix = '';
  let marks: Mark[] = [];
  let begun: BegunLine | undefined;

  /** A line that was begun for a table's cells and got none is no line. */
  function dropEmptyLine(): void {
    if (begun?.end !== out.length) return;
    out = begun.before;
    lineFeeds = Math.max(lineFeeds, begun.lineFeeds);
    ({ marker, markerReplaces, writtenPrefix } = begun);
    for (const mark of marks) mark.written = false;
    begun = undefined;
  }

  function closeWritten(from: number): void {
    for (const mark of marks.slice(from).reverse()) {
      if (mark.written) out += mark.close;
      if (mark.written && mark.once) marks = marks.filter((other) => other !== mark);
      mark.written = false;
    }
  }

  function endLine(): void {
    dropEmptyLine();
    closeWritten(0);
  }

  function beginLine(): void {
    endLine();
    if (out !== '') {
      // A blank line belongs to what is around both lines.
      const shared = commonStart(writtenPrefix, prefix);
      out += lineFeeds === 1 ? '\n' : `\n${shared.trimEnd()}\n`;
    }
    out += prefix.slice(0, prefix.length - markerReplaces) + marker;
    writtenPrefix = prefix;
    marker = '';
    markerReplaces = 0;
  }

  function beforeText(): void {
    if (out === '' || lineFeeds > 0) beginLine();
    else out += gap;
    lineFeeds = 0;
    gap = '';
    for (const mark of marks) {
      if (!mark.written) out += mark.open;
      mark.written = true;
    }
  }

  return {
    write: (text) => {
      const folded = text.replace(blanks, ' ');
      const from = folded.startsWith(' ') ? 1 : 0;
      const to = folded.endsWith(' ') ? folded.length - 1 : folded.length;
      if (from === 1 && gap === '') gap = ' ';
      if (to <= from) return;
      beforeText();
      out += folded.slice(from, to);
      if (to < folded.length) gap = ' ';
    },
    writeVerbatim: (text) => {
      const begins = text === '' && (out === '' || lineFeeds > 0);
      if (begins) endLine();
      const state = { before: out, lineFeeds, marker, markerReplaces, writtenPrefix };
      beforeText();
      if (begins) begun = { ...state, end: out.length };
      out += prefix === '' ? text : text.replaceAll('\n', `\n${prefix}`);
    },
    breakLine: (count) => {
      if (count > lineFeeds) lineFeeds = count;
    },
    addLineBreak: () => {
      if (lineFeeds < 2) lineFeeds++;
    },
    separate: (separator) => {
      gap = gap === ' ' ? separator : gap + separator;
    },
    startNextLineWith: (text, replaced = 0) => {
      dropEmptyLine();
      marker = text;
      markerReplaces = replaced;
    },
    prefixLinesWith: (text) => {
      prefix = text;
    },
    openMark: (name, open, close, once = false) => {
      if (marks.length < maxMarks) marks.push({ name, open, close, once, written: false });
    },
    closeMark: (name) => {
      const mark = marks.findLast((open) => open.name === name);
      if (mark === undefined) return;
      closeWritten(marks.indexOf(mark));
      marks = marks.filter((other) => other !== mark);
    },
    text: () => {
      dropEmptyLine();
      return out;
    },
  };
}

function commonStart(one: string, other: string): string {
  let end = 0;
  while (end < one.length && one[end] === other[end]) end++;
  return one.slice(0, end);
}
